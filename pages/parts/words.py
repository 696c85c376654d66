"""Words, numbers, dates and periods in the reader's language. Imports no streamlit, so charts may use it.

    from pages.parts import words
    from pages.parts.words import _, ngettext

    _("Respondents")                                    # "Responden"; the msgid is the English text
    ngettext("{n} answer", "{n} answers", n).format(n=words.number(n))
    words.pick(metric.label)                            # the reader's half of a Words
    words.number(84.21, 1)                              # "84,2" / "84.2";   words.number(1284) -> "1.284"
    words.signed(-1.94, 1)                              # "−1,9";  words.percent(0.034) -> "3%"
    words.interval(83.1, 85.3, 1)                       # "83,1–85,3"
    words.period(8106, "quarter")                       # "TW III 2026" / "Q3 2026"
    with words.speaking("en"): ...                      # for exports, tests

Placeholders are filled after the translation: `_("{n} left").format(n=...)`, never an f-string inside `_()`.
What is not there prints as a dash; `state_mark` and `state_reason` tell no data, suppressed and undefined apart.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args
from zoneinfo import ZoneInfo

import pandas as pd
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_percent, get_decimal_symbol, get_group_symbol

from data.selection import PEOPLE_DIMENSIONS, SYSTEM, Selection
from metrics import periods
from metrics.limits import cell_sizes
from metrics.metric import Population, Source, State
from metrics.periods import Grain
from metrics.words import Language, Words

LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "id"
DASH = "–"
MINUS = "−"
ROMAN = ("I", "II", "III", "IV")
OFFICE_TIME = ZoneInfo("Asia/Jakarta")
CATALOGUES = Path(__file__).resolve().parents[1] / "locale"

_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)
_follow: list[Callable[[], Language]] = []


def follow(source: Callable[[], Language]) -> None:
    """Where the language of the current run comes from (the frame sets it once; the session knows)."""
    _follow[:] = [source]


def language() -> Language:
    """The language of this run: what `speaking` says, else the reader's, else Indonesian."""
    return _spoken.get() or (_follow[0]() if _follow else DEFAULT)


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Everything inside is said in that language, whoever reads."""
    token = _spoken.set(chosen)
    try:
        yield
    finally:
        _spoken.reset(token)


def locale() -> Locale:
    """The Babel locale of the language."""
    return _locale(language())


@cache
def _locale(chosen: Language) -> Locale:
    return Locale.parse(chosen)


def pick(words: Words) -> str:
    """The reader's half of a text in two languages."""
    return words[language()]


def read_catalogues(chosen: Language) -> list[Catalog]:
    """The catalogues of a language, one per part of the pages."""
    found = []
    for path in sorted((CATALOGUES / chosen / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=chosen, abort_invalid=True)
        catalogue.project = path.stem
        found.append(catalogue)
    return found


@cache
def _texts(chosen: Language) -> dict[str, str]:
    """msgid -> text of every catalogue. Indonesian has one plural form, so one text serves both numbers."""
    texts: dict[str, str] = {}
    for catalogue in read_catalogues(chosen):
        for message in catalogue:
            text = "".join(message.string or "")  # one plural form: one text
            for msgid in [message.id] if isinstance(message.id, str) else message.id:
                if msgid and texts.setdefault(msgid, text) != text:
                    raise ValueError(f"{msgid!r} is translated as {texts[msgid]!r} and as {text!r}")
    return texts


def _(message: str) -> str:
    """The message in the reader's language; the English text itself in English."""
    chosen = language()
    return message if chosen == "en" else _texts(chosen).get(message, message)


def ngettext(singular: str, plural: str, n: float) -> str:
    """The message for n things."""
    if language() == "en":
        return singular if n == 1 else plural
    message = singular  # one Indonesian text serves both
    return _(message)


def missing(value: Any) -> bool:
    """None, NaN, NA or NaT."""
    if isinstance(value, float):  # most are, and a page asks a thousand times
        return value != value
    return bool(pd.isna(value))


@cache
def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


@cache
def _separators(chosen: Language) -> dict[int, str]:
    """From the separators that Python prints to those of the language, and its minus sign."""
    group, decimal = get_group_symbol(_locale(chosen)), get_decimal_symbol(_locale(chosen))
    return str.maketrans({",": group, ".": decimal, "-": MINUS})


def number(value: Any, decimals: int = 0) -> str:
    """A number with exactly so many decimals, or a dash. Half away from zero, never "−0,0"."""
    if missing(value) or math.isinf(value):
        return DASH
    # Babel's own formatting costs 70 µs a number, and a page prints hundreds.
    return f"{_half_up(value, decimals):,f}".translate(_separators(language()))


def signed(value: Any, decimals: int = 0) -> str:
    """A change: always with its sign, except zero."""
    text = number(value, decimals)
    return f"+{text}" if not missing(value) and _half_up(value, decimals) > 0 else text


def percent(share: Any, decimals: int = 0) -> str:
    """A share (0 to 1) as a percentage; a share that would round to 0 % or 100 % without being so says < or >."""
    if missing(share):
        return DASH

    def shown(part: float) -> str:
        return format_percent(part, format=_pattern(decimals) + "%", locale=locale())

    step = 10.0 ** -(decimals + 2)
    if 0 < share < step / 2:
        return f"<{shown(step)}"
    if 1 - step / 2 < share < 1:
        return f">{shown(1 - step)}"
    return shown(share)


def interval(low: Any, high: Any, decimals: int = 0) -> str:
    """Both ends of an interval, once where they read alike; with words between them where a minus sign would be read
    as part of the dash. Where only the lower end is known, as of a time that many still wait out: `≥ 9`.
    """
    if missing(low):
        return DASH
    if missing(high):
        return f"≥ {number(low, decimals)}"
    between = "–" if low >= 0 else _(" to ")
    ends = [number(low, decimals), number(high, decimals)]
    return ends[0] if ends[0] == ends[1] else between.join(ends)


def _half_up(value: float, decimals: int) -> Decimal:
    rounded = Decimal(repr(float(value))).quantize(_step(decimals), ROUND_HALF_UP)
    return rounded or abs(rounded)  # no negative zero


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def date(day: dt.date | None) -> str:
    """`30 Sep 2026`, or a dash."""
    return DASH if missing(day) else format_date(day, "d MMM y", locale=locale())


def moment(at: dt.datetime) -> str:
    """`22 Nov 2026 11.49 WIB`: a moment of the store, which are UTC without saying so, on an office's clock."""
    pattern = "d MMM y HH.mm" if language() == "id" else "d MMM y HH:mm"
    return f"{format_datetime(at.replace(tzinfo=dt.UTC), pattern, tzinfo=OFFICE_TIME, locale=locale())} WIB"


def period(code: int, grain: Grain = "quarter") -> str:
    """`TW III 2026`, `Semester II 2026`, `2026` / `Q3 2026`, `2nd half 2026`, `2026`."""
    part, year = _period_parts(code, grain)
    return f"{part} {year}" if part else year


def period_range(first: int | None, last: int | None, grain: Grain = "quarter") -> str:
    """From one period to another: `TW I–III 2026`, `TW IV 2023 – TW III 2026`, `sejak TW I 2026`, `semua periode`."""
    if first is None and last is None:
        return _("all periods")
    if last is None:
        return _("since {period}").format(period=period(cast(int, first), grain))
    if first is None:
        return _("until {period}").format(period=period(last, grain))
    start, end = periods.period_start(first, grain), periods.period_start(last, grain)
    if start == end:
        return period(end, grain)
    (part, year), (end_part, end_year) = _period_parts(start, grain), _period_parts(end, grain)
    if not part:
        return f"{year}–{end_year}"
    if year == end_year and language() == "id":
        return f"{part}–{end_part.split()[-1]} {year}"
    return f"{part}–{end_part} {year}" if year == end_year else f"{part} {year} – {end_part} {end_year}"


def _period_parts(code: int, grain: Grain) -> tuple[str, str]:
    year, quarter = periods.year_and_quarter(periods.period_start(code, grain))
    if grain == "year":
        return "", str(year)
    half = (quarter + 1) // 2
    if language() == "id":
        return (f"TW {ROMAN[quarter - 1]}" if grain == "quarter" else f"Semester {ROMAN[half - 1]}"), str(year)
    return (f"Q{quarter}" if grain == "quarter" else ("1st half", "2nd half")[half - 1]), str(year)


def grain(chosen: Grain) -> str:
    """The grain as a choice: `Triwulan`, `Semester`, `Tahun`."""
    return {"quarter": _("Quarter"), "semester": _("Semester"), "year": _("Year")}[chosen]


def rule(source: Source) -> str:
    """The rule with its article: `UU 20/2023, pasal 49`."""
    article = source.article if language() == "id" else source.article.replace("pasal ", "article ")
    return f"{source.rule}, {article}" if article else source.rule


def listing(items: Iterable[str], most: int | None = None) -> str:
    """`a, b, dan c`; beyond `most` items the rest is counted: `a, b, dan 3 lainnya`."""
    texts = list(items)
    if most is not None and len(texts) > most:
        rest = len(texts) - most
        texts = [*texts[:most], ngettext("{n} other", "{n} others", rest).format(n=rest)]
    return format_list(texts, locale=locale())


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def selection(chosen: Selection, name: Callable[[str, str], str], most: int = 3) -> str:
    """A selection in words: `Binjai, TW I–III 2026, daring`. `name(dimension, key)` gives names (`access.name`)."""

    def of(dimension: str) -> str:
        texts = [name(dimension, key) for key in getattr(chosen, dimension)]
        return "/".join(texts[:most]) + (f" +{len(texts) - most}" if len(texts) > most else "")

    parts = [of("city") or _("all cities")]
    parts += [of(dimension) for dimension in ("unit", "service") if getattr(chosen, dimension)]
    parts.append(period_range(chosen.first, chosen.last, chosen.grain))
    parts += [of(dimension).lower() for dimension in (*PEOPLE_DIMENSIONS, SYSTEM) if getattr(chosen, dimension)]
    return ", ".join(parts)


def inside(text: str) -> str:
    """The text with a small first letter, for the middle of a sentence; an abbreviation (NIP, JP) stays as it is."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


def escaped(text: str, most: int = 90) -> str:
    """Text that somebody typed, as text: Markdown in it stays what was written; shortened."""
    for sign in "\\`*_[]$:~<>":
        text = text.replace(sign, f"\\{sign}")
    return text if len(text) <= most else text[: most - 1] + "…"


def state_mark(state: State | str) -> str:
    """What stands where the value would: nothing for a shown one (zero is a value), and one mark for each other."""
    return {State.SHOWN: "", State.NO_DATA: DASH, State.SUPPRESSED: "⊘", State.UNDEFINED: "∅"}[State(state)]


def state_reason(state: State | str, minimum: int | None = None) -> str:
    """Why there is no value, in a short sentence; empty for a shown one. `minimum`: the smallest group shown."""
    state = State(state)
    if state is State.SUPPRESSED:
        smallest = cell_sizes.minimum(Population.CITIZENS) if minimum is None else minimum
        return _("Hidden (fewer than {n} people, or derivable from what is shown)").format(n=number(smallest))
    return {
        State.SHOWN: "",
        State.NO_DATA: _("No data for this choice"),
        State.UNDEFINED: _("Cannot be computed from these data"),
    }[state]


def value(amount: Any, state: State | str, decimals: int = 0) -> str:
    """The number where it is shown, else the mark of its state."""
    return (
        number(amount, decimals) if State(state) is State.SHOWN and not missing(amount) else state_mark(state) or DASH
    )
