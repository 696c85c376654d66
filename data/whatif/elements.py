"""Elements -> IKM: what the index would be with other element scores, and the least rises that reach a target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil
from typing import Any

import pandas as pd

from data import answer
from data.query import PERIOD
from data.selection import Scope, Selection
from data.store import Store
from data.whatif.scenario import Refused, Scenario
from data.whatif.told import Line
from metrics.limits import grades
from metrics.limits.sample import INDICATIVE
from metrics.limits.weights import WEIGHTS
from metrics.metric import State
from metrics.satisfaction.elements import ELEMENT_KEYS, ELEMENTS
from metrics.satisfaction.goal import HIGHEST_SCORE, exact_means
from metrics.whatif import elements as arithmetic
from metrics.whatif.elements import STEP, Index
from metrics.whatif.evidence import Evidence
from metrics.words import Words

TOOL = "elements"
_GRADES = ("A", "B", "C")


@dataclass(frozen=True)
class Start:
    """What is measured, before any lever: the newest period of a selection.

    means: score of each element; ceilings: the highest that may be asked of it; n, se, df: of the IKM. offices: how
    many the ceilings come from; same_type: whether those are only of the types chosen.
    """

    version: str
    period: int
    n: int
    se: float
    df: float
    means: Mapping[str, Fraction]
    ceilings: Mapping[str, Fraction]
    offices: int
    same_type: bool


def start(store: Store, selection: Selection, scope: Scope) -> Start:
    """What is measured. Raises Refused where there is nothing, or too few people."""
    found = answer.answer(store, "ikm", (PERIOD,), selection, scope)
    there = found.frame[found.frame["state"] != State.NO_DATA]
    if there.empty:
        raise Refused.of(
            "Belum ada jawaban SKM untuk pilihan ini: ubah filter atau muat berkas survei.",
            "There are no survey answers for this choice: change the filter or import a survey file.",
        )
    place = int(there[PERIOD].astype("int64").idxmax())
    row = found.frame.loc[place]
    if State(row["state"]) is not State.SHOWN:
        raise Refused.of(
            "Terlalu sedikit responden pada periode terbaru untuk pilihan ini: perluas unit, layanan, atau periodenya.",
            "Too few respondents in the newest period of this choice: widen its units, services or period.",
        )
    try:
        means = exact_means(found.sums.loc[place])
    except ValueError as error:
        raise Refused.of(
            "Ada unsur tanpa satu pun jawaban pada periode terbaru; IKM tidak dapat dihitung.",
            "An element has no answer at all in the newest period; the IKM cannot be computed.",
        ) from error
    ceilings, offices, same_type = _ceilings(store, selection, scope, means)
    se, df = float(row["se"]), float(row["df"])
    return Start(found.version.id, int(row[PERIOD]), int(row["n"]), se, df, means, ceilings, offices, same_type)


def run(store: Store, scenario: Scenario, scope: Scope) -> dict[str, Any]:
    """The answer to a scenario; see `answered`."""
    return answered(start(store, scenario.selection, scope), scenario)


def answered(measured: Start, scenario: Scenario) -> dict[str, Any]:
    """Now, after the moves, and the least moves to the target.

    levers: `moves`, hundredths of a score by element. assumptions: `target` (a grade A-C or an index 25-100; default `next_target`),
    `efforts` (by element, default 1), `weights`. baseline: own scores by element, 1-4 with at most two decimals.

    Result: `period` (first quarter, code), `n`, `own` (own scores it begins with, by element), `now` and `then` (value, low, high, grade, chances), `change`,
    `elements` (element, now, ceiling, moved, then, beyond: above what was demonstrably had), `goal` (target, chosen, reached,
    nearest, moves, missing, then), `observed` (offices the ceilings come from, whether only of the types chosen).
    """
    weights = str(scenario.assumptions.get("weights", "exact"))
    if weights not in WEIGHTS:
        raise Refused.of(
            f"Bobot {weights} tidak dikenal; pilih {', '.join(WEIGHTS)}.",
            f"Weights {weights} are not known; choose {', '.join(WEIGHTS)}.",
        )
    ratio = float(WEIGHTS[weights] / WEIGHTS["exact"])
    se, df, period = measured.se * ratio, measured.df, measured.period
    begin = {**measured.means, **_own_scores(scenario.baseline)}
    ceilings = {e: max(begin[e], ceiling) for e, ceiling in measured.ceilings.items()}
    moves = _moves(scenario.levers.get("moves", {}))
    try:
        after = arithmetic.moved(begin, moves)
    except ValueError as error:
        raise Refused.of(
            f"Nilai unsur tetap di antara 1 dan 4: {error}", f"Scores stay between 1 and 4: {error}"
        ) from error
    now = arithmetic.index(begin, se, df, period, weights)
    then = arithmetic.index(after, se, df, period, weights)
    chosen = scenario.assumptions.get("target")
    target = Fraction(next_target(now.value, period), 100) if chosen is None else _target(chosen, period)
    goal = arithmetic.goal(begin, ceilings, target, _efforts(scenario.assumptions.get("efforts", {})), weights)
    at_goal = arithmetic.index(arithmetic.moved(begin, goal.moves), se, df, period, weights)
    return {
        "tool": TOOL,
        "evidence": Evidence.ARITHMETIC.value,
        "version": measured.version,
        "period": period,
        "n": measured.n,
        "own": {e: float(begin[e]) for e in ELEMENT_KEYS if e in scenario.baseline},
        "now": _plain(now),
        "then": _plain(then),
        "change": float(Fraction(str(then.value)) - Fraction(str(now.value))),
        "elements": [
            {
                "element": e,
                "now": float(begin[e]),
                "ceiling": float(ceilings[e]),
                "moved": moves.get(e, 0) / 100,
                "then": float(after[e]),
                "beyond": bool(after[e] > ceilings[e] and moves.get(e, 0) > 0),
            }
            for e in ELEMENT_KEYS
        ],
        "goal": {
            "target": float(target),
            "chosen": chosen is not None,
            "reached": goal.reached,
            "nearest": goal.nearest,
            "moves": {e: step for e, step in goal.moves.items() if step},
            "missing": goal.missing / 100,
            "then": _plain(at_goal),
            "chance": _number(arithmetic.reaching(at_goal, se, target)),
        },
        "observed": {"offices": measured.offices, "same_type": measured.same_type},
    }


def next_target(index: float, period: int) -> int:
    """The target where none is chosen, in hundredths: the bound of the next grade; in the highest the next half point."""
    above = [g.lowest for g in grades.bounds(period) if g.lowest > round(index * 100)]
    return min(above, default=min(ceil(index * 2 + 0.02) * 50, 10_000))


def _number(value: float) -> float | None:
    """A number as json has it: nothing in place of nan."""
    return None if value != value else value


def told(result: dict[str, Any]) -> list[Line]:
    """A few lines for the ledger."""
    begun = Words("Nilai sendiri", "Own scores") if result.get("own") else Words("Hasil pengukuran", "Measured")
    parts = ((begun, "now"), (Words("Dengan nilai ini", "With these scores"), "then"))
    lines = [Line(label, result[part]["value"], 2, suffix=f" ({result[part]['grade']})") for label, part in parts]
    if own := result.get("own"):
        lines.insert(0, Line(Words("Diisi sendiri", "Filled in"), text=_listed(own, ".2f"), asked=True))
    if moved := {row["element"]: row["moved"] for row in result["elements"] if row["moved"]}:
        lines.insert(-1, Line(Words("Digeser", "Moved"), text=_listed(moved, "+.2f"), asked=True))
    if result["goal"].get("chosen"):
        lines.append(Line(Words("Sasaran IKM", "Target IKM"), result["goal"]["target"], 2, asked=True))
    return lines


def _listed(scores: Mapping[str, float], form: str) -> Words:
    """`Waktu +0,12; Biaya −0,05`: elements with their figures."""
    each = [(ELEMENTS[e], format(score, form).replace("-", "−")) for e, score in scores.items()]
    return Words(
        "; ".join(f"{name.id} {said.replace('.', ',')}" for name, said in each),
        "; ".join(f"{name.en} {said}" for name, said in each),
    )


def _plain(index: Index) -> dict[str, Any]:
    return {
        "value": index.value,
        "low": index.low,
        "high": index.high,
        "grade": index.grade,
        "chances": {letter: float(p) for letter, p in index.chances.items()},
    }


def _ceilings(
    store: Store, selection: Selection, scope: Scope, means: Mapping[str, Fraction]
) -> tuple[dict[str, Fraction], int, bool]:
    """The best score that comparable offices have demonstrably had in any period: the lower end of its interval.

    The highest of many scores owes much to chance; its lower end does not. Comparable: offices of the same types as
    those chosen, of any city that may be seen; all offices where none is chosen. From at least 30 answers. Never below
    the present score. Also how many offices that were, and whether only of the types chosen.
    """
    units = store.reference("unit").set_index("unit")["unit_type"]
    types = {units[u] for u in selection.unit if u in units.index}
    alike = tuple(units.index[units.isin(types)]) if types else ()
    asked = Selection(unit=alike, grain=selection.grain)
    frame = answer.answer(store, "nrr", ("unit", PERIOD, "element"), asked, scope).frame
    shown = frame[frame["state"] == State.SHOWN]
    shown = shown[~_indicative(shown)]
    best = shown.groupby("element", sort=False)["low"].max()
    had = {e: Fraction(int(best[e] * 100), 100) if e in best.index else means[e] for e in means}
    return {e: max(means[e], had[e]) for e in means}, int(shown["unit"].nunique()), bool(types)


def _indicative(frame: pd.DataFrame) -> Any:
    """Which rows rest on too few answers to lean on."""
    return frame["n"].to_numpy(float) < float(INDICATIVE.at().value)


def _moves(given: Any) -> dict[str, int]:
    if not isinstance(given, Mapping) or not set(given) <= set(ELEMENT_KEYS):
        raise Refused.of(
            f"“moves” berisi perubahan per unsur; unsur yang ada: {', '.join(ELEMENT_KEYS)}.",
            f"`moves` holds a change by element; the elements are: {', '.join(ELEMENT_KEYS)}.",
        )
    if not all(isinstance(step, int) and not isinstance(step, bool) for step in given.values()):
        raise Refused.of(
            "Perubahan unsur ditulis dalam perseratus (bilangan bulat), misalnya 12 untuk 0,12.",
            "Moves are written in hundredths (whole numbers), such as 12 for 0.12.",
        )
    return {e: int(step) for e, step in given.items() if step}


def _own_scores(given: Mapping[str, Any]) -> dict[str, Fraction]:
    try:
        own = {e: Fraction(Decimal(str(score))) for e, score in given.items()}
    except InvalidOperation:
        own = {"": Fraction(0)}
    if not set(own) <= set(ELEMENT_KEYS) or any(not 1 <= x <= HIGHEST_SCORE or x % STEP for x in own.values()):
        raise Refused.of(
            "Titik awal sendiri berisi nilai per unsur, 1–4 dengan paling banyak dua desimal.",
            "A baseline of one's own holds scores by element, 1–4 with at most two decimals.",
        )
    return own


def _efforts(given: Any) -> dict[str, Fraction]:
    try:
        efforts = {str(e): Fraction(Decimal(str(x))) for e, x in dict(given).items()}
    except (InvalidOperation, TypeError, ValueError):
        efforts = {"": Fraction(0)}
    if not set(efforts) <= set(ELEMENT_KEYS) or any(x <= 0 for x in efforts.values()):
        raise Refused.of(
            "Beban per unsur adalah bilangan di atas nol.", "The effort of an element is a number above zero."
        )
    return efforts


def _target(given: Any, period: int) -> Fraction:
    if given in _GRADES:
        return next(Fraction(g.bound) for g in grades.bounds(period) if g.letter == given)
    try:
        target = Fraction(Decimal(str(given)))
    except InvalidOperation:
        target = Fraction(0)
    if not 25 <= target <= 100 or target % STEP:
        raise Refused.of(
            "Sasaran adalah mutu A, B, atau C, atau IKM 25–100 dengan paling banyak dua desimal.",
            "The target is grade A, B or C, or an IKM of 25–100 with at most two decimals.",
        )
    return target
