"""Microdata for the tests, and the naive count that sums are held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from metrics.satisfaction.elements import ELEMENT_KEYS
from metrics.satisfaction.survey import ELEMENT_SUMS
from metrics.sums import Sum

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def example(name: str) -> pd.DataFrame:
    """A worked-example table, every cell as text."""
    return pd.read_csv(EXAMPLES / name, dtype=str, keep_default_na=False)


def sekadau() -> pd.DataFrame:
    """The real 49 respondents; the file's columns U1..U9 are in legal order."""
    data = pd.read_csv(EXAMPLES / "sekadau_skm_2019s1_first49.csv").drop(columns="resp")
    return data.set_axis(list(ELEMENT_KEYS), axis=1)


def survey(n: int, seed: int = 1, missing: float = 0.0, level: float = 3.1) -> pd.DataFrame:
    """n respondents with one common factor, scores 1-4, and blanks; blanks are more frequent on later elements."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 1))
    latent = level + common * np.linspace(0.35, 0.7, 9) + rng.normal(scale=0.6, size=(n, 9)) + np.linspace(-0.2, 0.2, 9)
    data = pd.DataFrame(np.clip(np.rint(latent), 1, 4), columns=list(ELEMENT_KEYS))
    blank = rng.random((n, 9)) < missing * np.linspace(0.3, 1.7, 9)
    blank[blank.all(axis=1), 0] = False
    return data.mask(blank)


def survey_with(totals: Sequence[int], counts: Sequence[int]) -> pd.DataFrame:
    """Some survey with these element sums and answers: scores as equal as whole numbers allow, then blanks."""
    data = {}
    for element, total, n in zip(ELEMENT_KEYS, totals, counts, strict=True):
        low, more = divmod(total, n) if n else (0, 0)
        data[element] = [low + 1.0] * more + [float(low)] * (n - more) + [np.nan] * (max(counts) - n)
    return pd.DataFrame(data)


def count(data: pd.DataFrame, sums: Iterable[Sum] = ELEMENT_SUMS) -> dict[str, int]:
    """The sums, added up row by row as their definition says."""
    columns = {str(name): data[name].to_numpy(float) for name in data}
    counted = {}
    for one in sums:
        product = np.ones(len(data))
        for column in one.present:
            product = product * ~np.isnan(columns[column])
        for column, low, high in one.within:
            product = product * ((columns[column] >= low) & (columns[column] <= high))
        for column in one.values:
            product = product * columns[column]  # a blank makes the row's product NaN: it adds nothing
        counted[one.name] = round(np.nansum(product))
    return counted


def sums_of(*groups: pd.DataFrame, sums: Iterable[Sum] = ELEMENT_SUMS) -> pd.DataFrame:
    """A frame of sums with one row per survey."""
    sums = tuple(sums)
    return pd.DataFrame([count(group, sums) for group in groups])


def respondent_index(data: pd.DataFrame) -> pd.Series:
    """I, the index of one respondent: 25 times the mean of the answered elements."""
    return 25 * data.mean(axis=1)
