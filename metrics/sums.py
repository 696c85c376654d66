"""Mergeable sums: the only thing an indicator may ask of the store.

Every sum has the form

    sum over rows of  product(values) * product(1[column is present]) * product(1[low <= column <= high])

over integer columns, so it is an exact integer, adds up over any split of the rows (groups, days, machines), and comes
out the same to the digit on every engine. A row where one of the columns is missing adds nothing.

Means, ratios, variances, covariances and reliability all follow from such sums (see `metrics.moments`), and so do
quantiles, from counts per bin (see `metrics.quantiles`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Sum:
    """One mergeable sum of a fact table.

    `values` are multiplied (a column may stand twice: its square); `present` must merely be filled in; a column of
    `within` must lie between two whole numbers, both included.
    `Sum()` counts rows, `Sum(present=("u",))` the answers to u, `Sum(("u",))` adds u up,
    `Sum(("u", "v"))` is the cross-product, `Sum(("u",), ("v",))` adds u up where v is answered too,
    `Sum(within=(("u", 3, 3),))` counts the rows in which u is 3.
    """

    values: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    within: tuple[tuple[str, int, int], ...] = ()

    def __post_init__(self) -> None:
        # One sum has one name: the order of the columns does not matter, and what is used otherwise is present anyway.
        used = {*self.values, *(column for column, _, _ in self.within)}
        object.__setattr__(self, "values", tuple(sorted(self.values)))
        object.__setattr__(self, "present", tuple(sorted(set(self.present) - used)))
        object.__setattr__(self, "within", tuple(sorted(set(self.within))))

    @property
    def name(self) -> str:
        """Column name in frames of sums and in roll-ups: `n`, `n__u`, `s__u`, `s__u__u`, `s__u__v`, `s__u__if__v`,
        `n__where__u__3__3`.
        """
        if self.values:
            name = "__".join(("s", *self.values))
            name = f"{name}__if__{'__'.join(self.present)}" if self.present else name
        else:
            name = "__".join(("n", *self.present))
        bounds = "__".join(f"{column}__{low}__{high}" for column, low, high in self.within)
        return f"{name}__where__{bounds}" if bounds else name

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the fact table that the sum reads, each once."""
        return tuple(sorted({*self.values, *self.present, *(column for column, _, _ in self.within)}))


ROWS = Sum()


def answers(column: str) -> Sum:
    """How many rows have an answer in `column`."""
    return Sum(present=(column,))


def total(column: str) -> Sum:
    """The answers in `column` added up."""
    return Sum((column,))


def count_of(column: str, low: int, high: int | None = None) -> Sum:
    """How many rows have `column` between two whole numbers, both included; one number: exactly that."""
    return Sum(within=((column, low, low if high is None else high),))


def means_of(columns: tuple[str, ...]) -> tuple[Sum, ...]:
    """The sums from which the mean of each column follows."""
    return (ROWS, *(s for c in columns for s in (answers(c), total(c))))


def covariances_of(columns: tuple[str, ...]) -> tuple[Sum, ...]:
    """The sums from which means and the pairwise-complete covariance matrix of the columns follow."""
    sums = {*means_of(columns)}
    for i, a in enumerate(columns):
        sums.add(Sum((a, a)))
        for b in columns[i + 1 :]:
            sums |= {Sum((), (a, b)), Sum((a,), (b,)), Sum((b,), (a,)), Sum((a, b))}
    return tuple(sorted(sums))
