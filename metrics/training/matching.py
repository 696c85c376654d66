"""From a weak skill or a named difficulty to the trainings of the catalogue that answer it, with the reasons.

A list of rules (`metrics.limits.training_rules`) says which area helps against which need. Trainings of that area are
put in order by five plain questions, one after the other; nothing is weighed or learned from data:

1. does the title name the need;  2. which rule of the need it follows (they stand in order of preference);
3. is the kind of training one that the rule calls suitable;  4. is it scheduled with seats, and how soon;
5. how much was learned in that area before, where that may be shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from metrics.limits.training_rules import DIFFICULTY, SKILL, TRAINING_RULES, TrainingRule, need_words
from metrics.periods import year_and_quarter
from metrics.training.terms import AREAS, KINDS
from metrics.words import Words

CATALOGUE = ("programme", "title", "area", "training_kind", "quarter", "planned_seats")
COLUMNS = (
    "need",
    "share",
    "order",
    "programme",
    "title",
    "area",
    "training_kind",
    "quarter",
    "seats",
    "named",
    "gain",
    "reasons",
)


def rules(quarter: float | None = None) -> tuple[TrainingRule, ...]:
    """The rules of a quarter (None: the newest), in order of preference within each need."""
    found: tuple[TrainingRule, ...] = TRAINING_RULES.at(quarter).value
    return found


def needs(skill_gap: pd.DataFrame | None = None, difficulties: pd.DataFrame | None = None) -> pd.DataFrame:
    """Needs of one group, the largest first: columns `need` ("skill:teamwork"), `share` (of staff, of reviews).

    skill_gap, difficulties: answers of `skill_gap` and `difficulty_share`, one row per item. Left out are rows without
    a value (hidden, undefined, no data: what is not known is no need), shares of 0, and "no difficulty".
    """
    rows = [
        (f"{kind}:{key}", float(share))
        for kind, frame, item in ((SKILL, skill_gap, "skill"), (DIFFICULTY, difficulties, "difficulty"))
        if frame is not None
        for key, share in zip(frame[item], frame["value"], strict=True)
        if share > 0 and (kind, key) != (DIFFICULTY, "none")
    ]
    return pd.DataFrame(sorted(rows, key=lambda row: (-row[1], row[0])), columns=["need", "share"])


def match(
    needed: pd.DataFrame,
    catalogue: pd.DataFrame,
    by: Sequence[TrainingRule] | None = None,
    now: int | None = None,
    gains: Mapping[str, float] | None = None,
    most: int | None = None,
) -> pd.DataFrame:
    """Trainings that answer the needs: `COLUMNS`, in order of the needs and then of preference (`order`, from 1).

    needed: as `needs` gives it. catalogue: `CATALOGUE`, a row per training and quarter; keys of area and kind as in
    `terms`. by: rules edited by the caller, else `rules()`. now: first quarter that is still ahead; None: all are.
    gains: mean learning gain by area, only those that may be shown. most: trainings per need.

    `quarter`, `seats`: the next time with seats, missing where none is planned; `named`: whether the title names the
    need, or only the area fits; `gain`: of the area, missing where it may not be shown; `reasons`: a tuple of Words. A training
    stands once per need. Raises ValueError for rules that cannot be used (`validated`), a need without words, or a
    catalogue without its columns.
    """
    chosen = validated(rules() if by is None else by)
    if missing := [c for c in CATALOGUE if c not in catalogue]:
        raise ValueError(f"the catalogue needs the columns {', '.join(CATALOGUE)}; missing: {', '.join(missing)}")
    offers = _offers(catalogue, now)
    rows = []
    for need, share in zip(needed["need"], needed["share"], strict=True):
        _known(str(need), "needs")
        of_need = {rule.area: rule for rule in chosen if rule.need == need and rule.area}
        preference = list(of_need)
        fits = [
            _fit(offer, of_need[offer.area], preference.index(offer.area), (gains or {}).get(offer.area))
            for offer in offers
            if offer.area in of_need
        ]
        for order, fit in enumerate(sorted(fits, key=lambda fit: fit.place)[:most], start=1):
            o = fit.offer
            rows.append((need, share, order, o.programme, o.title, o.area, o.kind, o.quarter, o.seats, fit.named, fit.gain, fit.reasons))  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"quarter": "Int64", "seats": "Int64", "gain": "float64"})


def not_for_training(needed: pd.DataFrame, by: Sequence[TrainingRule] | None = None) -> dict[str, Words]:
    """Needs that training does not answer, with the reason, in order of the needs."""
    reasons = {rule.need: rule.reason for rule in validated(rules() if by is None else by) if not rule.area}
    return {str(need): reasons[need] for need in needed["need"] if need in reasons}


def validated(given: Sequence[TrainingRule]) -> tuple[TrainingRule, ...]:
    """The rules, once each of them can be used. Raises ValueError naming the rule, what it says and what it may say."""
    seen: set[tuple[str, str]] = set()
    for number, rule in enumerate(given, start=1):
        place = f"training rule {number} ({rule.need})"
        _known(rule.need, place)
        if rule.area and rule.area not in AREAS:
            raise ValueError(f"{place}: unknown area {rule.area!r}; choose {', '.join(AREAS)}, or none")
        if unknown := [kind for kind in rule.kinds if kind not in KINDS]:
            raise ValueError(f"{place}: unknown kind {', '.join(unknown)}; choose {', '.join(KINDS)}")
        if any(not word.strip() for word in rule.title_words):
            raise ValueError(f"{place}: an empty word stands in every title; remove it")
        if not rule.area and (rule.kinds or rule.title_words):
            raise ValueError(
                f"{place}: a rule without an area says that training does not help; remove its kinds and words"
            )
        if (rule.need, rule.area) in seen:
            raise ValueError(f"{place}: the area {rule.area!r} stands twice; put kinds and words into one rule")
        seen.add((rule.need, rule.area))
    if both := sorted({need for need, area in seen if not area} & {need for need, area in seen if area}):
        raise ValueError(
            f"{', '.join(both)}: one rule names an area, another says that training does not help; keep one"
        )
    return tuple(given)


@dataclass(frozen=True)
class _Offer:
    """One training of the catalogue and the next time it is given."""

    programme: str
    title: str
    area: str
    kind: str
    quarter: int | None
    seats: int | None


@dataclass(frozen=True)
class _Fit:
    """How a training answers a need. `place`: the answers to the five questions, then its title and key, so that no
    order is left to chance; the smallest is the best.
    """

    offer: _Offer
    place: tuple[Any, ...]
    named: bool
    gain: float | None
    reasons: tuple[Words, ...]


def _offers(catalogue: pd.DataFrame, now: int | None) -> list[_Offer]:
    """Each training once, with the first quarter ahead for which seats are planned."""
    ahead = catalogue["quarter"].notna() & (catalogue["planned_seats"].fillna(0) > 0)
    if now is not None:
        ahead &= catalogue["quarter"].fillna(now - 1) >= now
    first = catalogue.assign(ahead=ahead).sort_values(["ahead", "quarter"], ascending=[False, True], kind="stable")
    offers = []
    for row in first.drop_duplicates("programme").to_dict("records"):
        when = (int(row["quarter"]), int(row["planned_seats"])) if row["ahead"] else (None, None)
        offers.append(_Offer(row["programme"], row["title"], row["area"], row["training_kind"], *when))
    return offers


def _fit(offer: _Offer, rule: TrainingRule, preference: int, gain: float | None) -> _Fit:
    named = [word for word in rule.title_words if re.search(rf"\b{re.escape(word)}", offer.title, re.I)]
    suits = offer.kind in rule.kinds
    shown = None if gain is None or gain != gain else float(gain)
    place = (
        not named,
        preference,
        not suits,
        offer.quarter is None,
        offer.quarter or 0,
        shown is None,
        -(shown or 0),
        offer.title,
        offer.programme,
    )
    return _Fit(offer, place, bool(named), shown, (rule.reason, *_reasons(offer, named, suits, shown)))


def _reasons(offer: _Offer, named: list[str], suits: bool, gain: float | None) -> list[Words]:
    """What speaks for the training beside its area, and what is still lacking."""
    found = []
    if named:
        quoted = ", ".join(f"“{word}”" for word in named)
        found.append(Words(f"Judulnya menyebut {quoted}.", f"Its title names {quoted}."))
    else:
        found.append(
            Words("Bidangnya cocok, judulnya tidak menyebut kebutuhan ini.", "The area fits; the title does not name the need.")
        )  # fmt: skip
    if suits:
        kind = KINDS[offer.kind][1]
        found.append(Words(f"Jenis yang cocok: {kind.id.lower()}.", f"A suitable kind: {kind.en.lower()}."))
    if offer.quarter is None:
        found.append(Words("Belum ada jadwal dengan tempat.", "No date with seats is planned yet."))
    else:
        year, quarter = year_and_quarter(offer.quarter)
        roman = ("I", "II", "III", "IV")[quarter - 1]
        found.append(
            Words(f"Terjadwal TW {roman} {year}, {offer.seats} peserta.", f"Planned for Q{quarter} {year}, {offer.seats} seats.")
        )  # fmt: skip
    if gain is not None:
        area, printed = AREAS[offer.area], f"{100 * gain:.1f}%"
        found.append(
            Words(
                f"Kenaikan hasil belajar di bidang {area.id.lower()} selama ini {printed.replace('.', ',')}.",
                f"Learning gain in {area.en.lower()} so far {printed}.",
            )
        )
    return found


def _known(need: str, place: str) -> None:
    try:
        need_words(need)
    except KeyError:
        raise ValueError(
            f"{place}: unknown need {need!r}; write {SKILL}:<key> or {DIFFICULTY}:<key> with a key of the terms"
        ) from None
