"""The parts for any indicator: figures are those of the answers, words follow the declaration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.selection import Selection
from metrics import compare
from metrics.metric import Direction, Metric, Population, State
from metrics.registry import metric
from pages.parts import access, words
from pages.parts.charts import trend as chart
from pages.parts.indicator import breakdown, figures, say, trend
from pages.parts.indicator.history import CERTAIN, History, history

NAMES = ["ikm", "alpha", "omega", "sample_achieved", "respondents", "grade_a_probability"]


def known(name: str, **chosen: object) -> History:
    found = history(name, Selection(**chosen))  # type: ignore[arg-type]
    assert found is not None
    return found


def as_if(found: History, **declared: object) -> History:
    """The same history of an indicator declared otherwise."""
    described: Metric = replace(found.metric, **declared)  # type: ignore[arg-type]
    return replace(found, metric=described)


@pytest.mark.parametrize("name", NAMES)
def test_a_history_is_the_answer_by_city_and_period(demo_store: Path, name: str) -> None:
    found = known(name)
    answer = access.answer(name, by=("city", "period"), selection=Selection()).frame
    told = {(p.key, row["period"]): row["value"] for p in found.places for row in p.shown(found.axis)}
    shown = answer[answer["state"] == State.SHOWN]
    expected = dict(zip(zip(shown["city"], shown["period"], strict=True), shown["value"], strict=True))
    assert told == expected
    for place in found.places:
        now, before = (place.frame.loc[[p]].reset_index(drop=True) for p in (found.now, found.before))
        if place.broken is None:
            columns = [c for c in ("value", "exact", "se", "df") if c in now]
            change = compare.difference(now[columns].astype(float), before[columns].astype(float)).iloc[0]
            assert found.changes.loc[place.name, "p"] == pytest.approx(change["p"], nan_ok=True)


def test_an_indicator_with_items_has_no_single_history(demo_store: Path) -> None:
    with pytest.raises(ValueError, match="element"):
        history("nrr", Selection())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_indicator_has_its_words_and_cards(demo_store: Path, name: str, language: str) -> None:
    with words.speaking("id" if language == "id" else "en"):
        found = known(name, city=("binjai",))
        value = words.number(found.whole.at(found.now)["value"], found.metric.decimals)
        assert f"**{value}" in say.sentence(found)
        assert "Binjai" in say.headline(found)
        (card,) = figures.of([found])
        assert card.value == value
        assert [c.label for c in figures.of([known(name)])] == [p.name for p in known(name).places]


@pytest.mark.parametrize(
    ("direction", "change", "said"),
    [
        (Direction.HIGHER, 2.0, "nyata membaik 2,00 poin"),
        (Direction.HIGHER, -2.0, "nyata memburuk 2,00 poin"),
        (Direction.LOWER, 2.0, "nyata memburuk 2,00 poin"),
        (Direction.NONE, 2.0, "nyata naik 2,00 poin"),
    ],
)
def test_verdicts_follow_the_declared_direction(
    demo_store: Path, direction: Direction, change: float, said: str
) -> None:
    found = as_if(known("ikm", city=("binjai",)), direction=direction)
    found = replace(found, changes=found.changes.assign(change=change, p_adjusted=CERTAIN / 2))
    with words.speaking("id"):
        assert said in say.headline(found)
        assert say.change(found, found.whole) == said
        unsure = replace(found, changes=found.changes.assign(p_adjusted=CERTAIN * 2))
        assert "tidak berubah nyata" in say.headline(unsure)


def test_staff_are_called_staff(demo_store: Path) -> None:
    found = as_if(known("ikm", city=("binjai",)), population=Population.STAFF)
    with words.speaking("id"):
        assert "pegawai" in say.sentence(found)
        assert "responden" not in say.sentence(found)
        assert say.counted(metric("ikm")) == "Responden"


@pytest.mark.parametrize("name", NAMES)
def test_the_axis_holds_every_value_in_a_few_ticks(demo_store: Path, name: str) -> None:
    found = known(name)
    drawn = trend.points(found)
    step = trend.step(drawn, found.metric.range)
    made = chart.figure(
        drawn, grain=found.grain, decimals=2, indicative=50, limits=found.metric.range, step=step
    ).to_dict()
    low, high = made["layout"]["yaxis"]["range"]
    values = [row["value"] for row in drawn if row["state"] == State.SHOWN]
    assert low <= min(values)
    assert max(values) <= high
    assert 2 <= (high - low) / made["layout"]["yaxis"]["dtick"] <= 9


@pytest.mark.parametrize("name", ["ikm", "alpha", "respondents"])
def test_a_breakdown_is_the_answer_by_that_dimension(demo_store: Path, name: str) -> None:
    found = known(name, city=("binjai",))
    answer = access.answer(name, by=("channel",), selection=found.newest_of(found.whole.selection))
    groups = breakdown.compared(found, found.whole, answer, "channel")
    shown = answer.frame[answer.frame["state"] == State.SHOWN]
    assert len(shown) > 0
    drawn = groups[groups["state"] == State.SHOWN]
    assert dict(zip(drawn["channel"], drawn["value"], strict=True)) == dict(
        zip(shown["channel"], shown["value"], strict=True)
    )
    assert len(groups) == len(answer.frame), "what is hidden keeps its row"
    assert "position" not in breakdown.offer(found, Selection())
