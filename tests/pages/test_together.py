"""What several cities say together: a tested change of their own, and a title that is a finding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from data.selection import Selection
from metrics.metric import State
from pages.parts import words
from pages.parts.charts import strips
from pages.parts.indicator import figures, history, say, spans
from pages.parts.indicator.history import History


def known(name: str, **chosen: object) -> History:
    found = history.history(name, Selection(**chosen))  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["on_time", "online_share", "closed_in_time"])
def test_cities_together_change_by_the_same_test_as_one(demo_store: Path, name: str) -> None:
    found = known(name)
    now, before = found.whole.at(found.now), found.whole.at(found.before)
    error = np.hypot(now["se"], before["se"])
    told = found.together
    assert told["change"] == pytest.approx(now["value"] - before["value"])
    assert told["p_adjusted"] == told["p"], "one test: nothing to correct for"
    # scipy.stats.norm.sf: shares have no degrees of freedom of their own
    assert told["p"] == pytest.approx(2 * stats.norm.sf(abs(told["change"]) / error), rel=1e-3)
    shown = figures.change(found, found.whole)
    assert shown is not None
    assert (shown.colour != "gray") == (told["p"] < history.CERTAIN)


def test_a_change_of_other_places_is_none(demo_store: Path) -> None:
    found = known("on_time")
    one = found.places[0]
    gone = replace(one, rows={**one.rows, found.before: history.nothing(found.before)})
    assert words.missing(replace(found, places=(gone, *found.places[1:])).together["change"])
    assert figures.change(replace(found, places=(gone, *found.places[1:])), found.whole) is None


@pytest.mark.parametrize("name", ["on_time", "online_share"])
def test_a_title_of_several_cities_names_a_pair_that_is_apart_or_none(demo_store: Path, name: str) -> None:
    found = known(name)
    rows = [(place.name, place.at(found.now)) for place in found.places]
    tests = {}
    for i, (a, left) in enumerate(rows):
        for b, right in rows[i + 1 :]:
            gap = left["value"] - right["value"]
            tests[(a, b) if gap > 0 else (b, a)] = (abs(gap), 2 * stats.norm.sf(abs(gap) / np.hypot(left["se"], right["se"])))  # fmt: skip
    # statsmodels.stats.multitest.multipletests(method="fdr_bh")
    apart = multipletests([p for _gap, p in tests.values()], alpha=history.CERTAIN, method="fdr_bh")[0]
    sure = {pair: gap for (pair, (gap, _p)), holds in zip(tests.items(), apart, strict=True) if holds}
    with words.speaking("id"):
        told = say.apart(found)
    if sure:
        high, low = max(sure, key=lambda pair: sure[pair])
        assert f": {high} (" in told
        assert f"nyata di atas {low} (" in told
    else:
        assert told.endswith(f"{len(rows)} kota tidak dapat dibedakan")


def test_cities_alike_are_said_to_be_alike(demo_store: Path) -> None:
    found = known("on_time")
    same = found.places[0].at(found.now)
    alike = tuple(replace(place, rows={**place.rows, found.now: same}) for place in found.places)
    with words.speaking("id"):
        assert say.apart(replace(found, places=alike)).endswith("4 kota tidak dapat dibedakan")


def test_a_time_without_a_half_says_why(demo_store: Path) -> None:
    found = known("days_to_close")
    row = {**history.nothing(found.now), "state": State.UNDEFINED, "n": 9}
    with words.speaking("id"):
        assert spans.not_yet(found, row) == "belum diketahui: kurang dari separuh yang selesai"
        assert "jawaban" not in spans.not_yet(known("waiting_time"), row), "applications are no answers"


def test_an_interval_of_one_number_is_said_once() -> None:
    with words.speaking("id"):
        assert words.interval(2, 2) == "2"
        assert words.interval(1.96, 2.04, 1) == "2,0"
        assert words.interval(2, 3) == "2–3"


def test_the_hatched_piece_is_in_the_legend_only_where_it_is_drawn() -> None:
    classes = dict.fromkeys("abcde", "x")
    whole, part = strips.Strip("w", dict.fromkeys("abcde", 20.0), ""), strips.Strip("p", {"a": 72.0}, "")
    with words.speaking("id"):
        assert "terlalu sedikit" in strips.legend([whole, part], classes)
        assert "terlalu sedikit" not in strips.legend([whole], classes)
