"""The words of the command line as one question: which indicator, by what, where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from data.query import PERIOD, dimensions
from data.selection import FILTERS
from data.show.refusal import BadInput, unknown
from data.tables import TABLES
from metrics.metric import Metric
from metrics.periods import GRAINS, Grain
from metrics.registry import registry
from metrics.words import Words

TIME = (*GRAINS, PERIOD)
LEFT_TO_CHOOSE = ("weights",)  # options of indicators that the command line offers


@dataclass(frozen=True)
class Asked:
    """One question. `by` as it was asked, a period as its grain; `where` with the values as they were typed."""

    metric: Metric
    by: tuple[str, ...]
    where: dict[str, list[str]]

    @property
    def grain(self) -> Grain:
        """Of the periods: the first of the coarser or equal ones that were asked for."""
        return next((g for g in GRAINS if g in self.by), "quarter")

    @property
    def groups(self) -> tuple[str, ...]:
        """What the query groups by. Items are no groups: an indicator that has some gives them in any case."""
        return tuple(dict.fromkeys(PERIOD if d in TIME else d for d in self.by if d != self.metric.item))

    @property
    def filters(self) -> dict[str, list[str]]:
        """The conditions but for those of time."""
        return {d: values for d, values in self.where.items() if d not in TIME}

    @property
    def times(self) -> dict[str, list[str]]:
        """The conditions of time."""
        return {d: values for d, values in self.where.items() if d in TIME}

    @property
    def columns(self) -> tuple[str, ...]:
        """What tells the rows apart, in order of printing: as asked, the item last."""
        item = self.metric.item
        return (*(d for d in self.by if d != item), *((item,) if item else ()))


def groupings(metric: Metric) -> tuple[str, ...]:
    """What an indicator can be shown by."""
    own = _of_table(metric)
    return (*own, *GRAINS, *((metric.item,) if metric.item and metric.item not in own else ()))


def filters(metric: Metric) -> tuple[str, ...]:
    """What an indicator can be filtered by."""
    return (*(d for d in FILTERS if d in _of_table(metric)), *TIME)


def _of_table(metric: Metric) -> tuple[str, ...]:
    """The dimensions of the indicator's table, those that every table may share first."""
    known = dimensions(metric.table)
    return (*(d for d in FILTERS if d in known), *(d for d in known if d not in (PERIOD, *FILTERS)))


@cache
def _known() -> frozenset[str]:
    """What some indicator can be shown by: tells a spelling mistake from a question to the wrong table."""
    return frozenset(d for metric in registry().values() for d in groupings(metric))


def understood(indicator: str, by: Sequence[str], where: Sequence[str], options: Mapping[str, str]) -> Asked:
    """The question. Raises BadInput for what is unknown, or not known to the indicator's table."""
    metric = _metric(indicator)
    asked = Asked(metric, _by(by, metric), _where(where, metric))
    for name, value in options.items():
        if name not in metric.options or value not in metric.options[name]:
            raise BadInput(_bad_option(metric, name, value))
    return asked


def _metric(name: str) -> Metric:
    known = {k.casefold(): m for k, m in registry().items()}
    found = known.get(name.strip().casefold().replace("-", "_"))
    if found is None:
        raise unknown("indikator", "indicator", name, known)
    return found


def _by(given: Sequence[str], metric: Metric) -> tuple[str, ...]:
    by = tuple(dict.fromkeys(d.strip().casefold() for text in given for d in text.split(",") if d.strip()))
    by = tuple(dict.fromkeys("quarter" if d == PERIOD else d for d in by))
    possible = groupings(metric)
    for d in by:
        if d in possible:
            continue
        itemised = [m for m in registry().values() if m.item == d and m.family == metric.family]
        if itemised:
            raise BadInput(_one_figure(metric, itemised))
        if d in _known():
            raise BadInput(_not_of_table(metric, d, "dirinci", "shown", possible))
        raise unknown("dimensi --by", "dimension for --by", d, possible)
    return by


def _where(given: Sequence[str], metric: Metric) -> dict[str, list[str]]:
    """Values per dimension. A part without `=` continues the list before it: `sex=male,female`."""
    where: dict[str, list[str]] = {}
    possible = filters(metric)
    for text in given:
        dimension, equals, values = text.partition("=")
        dimension = dimension.strip().casefold()
        if not equals:
            raise BadInput(
                Words(f"--where {text}: tulis sebagai dimensi=nilai, mis. city=binjai.",
                      f"--where {text}: write it as dimension=value, e.g. city=binjai.")
            )  # fmt: skip
        if dimension not in possible:
            if dimension in _known():
                raise BadInput(_not_of_table(metric, dimension, "disaring", "filtered", possible))
            raise unknown("dimensi --where", "dimension for --where", dimension, possible)
        found = [v.strip() for v in values.split(",") if v.strip()]
        if not found:
            raise BadInput(Words(f"--where {text}: nilainya kosong.", f"--where {text}: the value is empty."))
        where.setdefault(dimension, []).extend(found)
    return where


def _one_figure(metric: Metric, itemised: Sequence[Metric]) -> Words:
    label = itemised[0].item_label
    assert label is not None, "an indicator with items says what they are called"
    commands = [(m.label, f"show {m.name} --by {m.item}") for m in itemised]
    return Words(
        f"{metric.name} adalah satu angka untuk semua {label.id.lower()}. Menurut {label.id.lower()} ada: "
        f"{', '.join(f'{command} ({words.id})' for words, command in commands)}.",
        f"{metric.name} is one figure over every {label.en.lower()}. By {label.en.lower()} there are: "
        f"{', '.join(f'{command} ({words.en})' for words, command in commands)}.",
    )


def _not_of_table(metric: Metric, dimension: str, done_id: str, done_en: str, possible: Sequence[str]) -> Words:
    table = TABLES[metric.table].label
    return Words(
        f"{metric.name} ({table.id}) tidak dapat {done_id} menurut {dimension!r}; yang dapat: {', '.join(possible)}.",
        f"{metric.name} ({table.en}) cannot be {done_en} by {dimension!r}; it can by: {', '.join(possible)}.",
    )


def _bad_option(metric: Metric, name: str, value: str) -> Words:
    if name not in metric.options:
        return Words(f"{metric.name} tidak memakai --{name}.", f"{metric.name} has no --{name}.")
    known = ", ".join(map(str, metric.options[name]))
    return Words(f"--{name} {value}: pilih salah satu dari {known}.", f"--{name} {value}: choose one of {known}.")
