"""An answer as the command line prints it: what was asked of which place, time and data, the figures, the way to a target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from babel.numbers import format_decimal

from data import whatif
from data.selection import FILTERS
from data.show.names import name
from data.store import Store
from data.whatif import elements
from data.whatif.scenario import Scenario
from data.whatif.told import Line
from metrics.limits import grades
from metrics.periods import format_code
from metrics.satisfaction.elements import ELEMENTS
from metrics.whatif.evidence import LABELS, Evidence
from metrics.words import Language, Words


def text(store: Store, asked: Scenario, result: dict[str, Any], language: Language) -> str:
    """Heading, levers, figures; under a heading of its own the way to a target."""
    label = LABELS[Evidence(result["evidence"])][language]
    lines = whatif.told(result)
    rows = [
        f"{asked.name} ({label})" if asked.name else label,
        f"{_place(store, asked, language)}, {_period(asked, result, language)}, {Words('data versi', 'data version')[language]} {result['version']}",
    ]
    if warning := moved_on(asked, result):
        rows.append(warning[language])
    if asked.tool == elements.TOOL and not any(row["moved"] for row in result["elements"]):
        rows.append(Words("Tidak ada unsur yang digeser", "No element was moved")[language])
    rows += [_said(line, language) for line in lines if line.asked]
    rows += [_said(line, language) for line in lines if not line.asked]
    if asked.tool == elements.TOOL:
        rows += ["", *_goal(result, language)]
    return "\n".join(rows)


def moved_on(asked: Scenario, result: dict[str, Any]) -> Words | None:
    """The warning that the data are others than those it was kept on; the figures are of the present ones."""
    version = asked.kept.get("version")
    if version is None or version == result["version"]:
        return None
    return Words(
        f"Peringatan: skenario ini disimpan dengan data versi {version} ({asked.kept.get('period', '?')}); data sudah berubah, dan angka di bawah dihitung dengan versi {result['version']}.",
        f"Warning: this scenario was kept on data version {version} ({asked.kept.get('period', '?')}); the data have changed, and the figures below are of version {result['version']}.",
    )


def _place(store: Store, asked: Scenario, language: Language) -> str:
    parts = [] if asked.selection.city else [Words("semua kota", "all cities")[language]]
    for dimension in FILTERS:
        keys = getattr(asked.selection, dimension)
        parts += ["/".join(name(store, dimension, key, False, language) for key in keys)] if keys else []
    return ", ".join(parts)


def _period(asked: Scenario, result: dict[str, Any], language: Language) -> str:
    code = format_code(result["period"], asked.selection.grain if asked.tool == elements.TOOL else "quarter")
    return code.replace("Q", "-TW") if language == "id" else code


def _said(line: Line, language: Language) -> str:
    """`Label: figure (interval)`."""
    said = line.text[language] if line.text else ""
    if line.value is not None:
        said = _number(line.value, line.decimals, language, line.sign) + line.suffix
    if line.low is not None and line.high is not None:
        between = " – ".join(_number(each, line.decimals, language) for each in (line.low, line.high))
        said = f"{said} ({between})" if said else f"{line.unproven[language]} ({between})"
    return f"{line.label[language]}: {said}"


def _number(value: float, decimals: int, language: Language, sign: bool = False) -> str:
    written = str(format_decimal(value, "#,##0" + ("." + "0" * decimals if decimals else ""), locale=language))
    return f"+{written}" if sign and value > 0 else written


def _goal(result: dict[str, Any], language: Language) -> Iterator[str]:
    """The target, whose it is, what the rises begin with, and the rises."""
    goal = result["goal"]
    hundredths = round(goal["target"] * 100)
    letter = next((f" ({g.letter})" for g in grades.bounds(result["period"]) if g.lowest == hundredths), "")
    target = _number(goal["target"], 2, language) + letter
    if goal["chosen"]:
        head = Words(f"Menuju sasaran {target}", f"Towards the target {target}")
    elif letter:
        head = Words(f"Menuju mutu berikutnya, {target} (sasaran tidak dipilih)", f"Towards the next grade, {target} (no target was chosen)")  # fmt: skip
    else:
        head = Words(f"Menuju {target} (sasaran tidak dipilih)", f"Towards {target} (no target was chosen)")
    begin = Words("nilai sendiri", "own scores") if result["own"] else Words("hasil pengukuran", "what was measured")
    yield f"{head[language]}, {Words('dihitung dari', 'beginning with')[language]} {begin[language]}:"
    if not goal["moves"]:
        reached = Words("sudah tercapai", "reached already")
        none = Words("tidak ada unsur yang pernah lebih tinggi di unit pembanding", "no comparable office has had more on any element")  # fmt: skip
        yield f"  {(reached if goal['reached'] else none)[language]}"
    for element, step in goal["moves"].items():
        yield f"  {ELEMENTS[element][language]} +{_number(step / 100, 2, language)}"
    if not goal["reached"]:
        nearest = _number(goal["nearest"], 2, language)
        yield f"  {Words('Belum sampai; paling dekat', 'Not enough; the nearest is')[language]} {nearest}"
