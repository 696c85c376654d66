"""What the dictionary says of an indicator, a constant or a table: rows of text from the declarations, nothing typed in.

from pages.parts import dictionary
dictionary.metric_rows(metric)        # [(label, text), ...] for st.table
dictionary.found("mutu", metric)      # does a search find it, in either language
"""

from __future__ import annotations

import pandas as pd

from data.tables import TABLES, Column, Table, Type
from metrics.digital_index.terms import ASSESSORS
from metrics.limits import all_limits
from metrics.limits.cell_sizes import minimum
from metrics.limits.dated import Dated, Limit
from metrics.metric import Direction, Metric, Population, Source
from metrics.registry import families
from metrics.words import Words
from pages.parts import words
from pages.parts.words import _

Rows = list[tuple[str, str]]


def family_name(family: str) -> str:
    """What a family of indicators is called. Raises KeyError for an unknown one."""
    return words.pick(families()[family])


def found(search: str, *texts: str | Words) -> bool:
    """Whether every word of the search stands somewhere in the texts, in either language."""
    everything = " ".join(t if isinstance(t, str) else f"{t.id} {t.en}" for t in texts).casefold()
    return all(part in everything for part in search.casefold().split())


def metric_found(search: str, metric: Metric) -> bool:
    """Whether a search finds the indicator: by name, label, meaning, formula or source."""
    return found(search, metric.name, metric.label, metric.meaning, metric.formula, metric.source.rule)


def source(given: Source) -> str:
    """Rule and article; marked where nobody has read it in the text yet."""
    return words.rule(given) + mark(given)


def mark(given: Source) -> str:
    """The mark of a source that nobody has read in the text yet; empty for one that somebody has."""
    said = _("not verified")
    return "" if given.verified else f" :orange-badge[{said}]"


def direction(given: Direction) -> str:
    """Which way is better."""
    return {
        Direction.HIGHER: _("Higher is better"),
        Direction.LOWER: _("Lower is better"),
        Direction.NONE: _("Neither way is better"),
    }[given]


def metric_rows(metric: Metric) -> Rows:
    """The entry of an indicator."""
    low, high = (words.number(end, 0 if float(end).is_integer() else 2) for end in metric.range)
    smallest = minimum(metric.population)
    rows = [
        (_("Meaning"), words.pick(metric.meaning)),
        (_("Formula"), words.pick(metric.formula)),
        (_("Source"), source(metric.source)),
        (_("Unit of measure"), unit(metric)),
        (_("Direction"), direction(metric.direction)),
        (_("Range"), f"{low}–{high}" if high != words.DASH else _("from {low}").format(low=low)),
        (_("Smallest group shown"), _people(metric.population).format(n=words.number(smallest))),
        (_("Computed from"), words.pick(TABLES[metric.table].label)),
    ]
    rows += [(option_name(name), "; ".join(option(name, v) for v in values)) for name, values in metric.options.items()]
    return [*rows, (_("In the command line"), machine(metric.name))]


def unit(metric: Metric) -> str:
    """The declared unit, and how pages write it where that is another."""
    declared = words.pick(metric.unit)
    if not metric.percent:
        return declared
    return _("{unit}; pages show percent: {share} is {percent}").format(
        unit=declared, share=words.number(0.25, 2), percent=words.percent(0.25)
    )


def machine(name: str) -> str:
    """A name that a program uses, small and as code, beside what people call it."""
    return f":small[`{name}`]"


def option_name(name: str) -> str:
    """What an option of an indicator decides. Raises KeyError for one that has no name yet."""
    return {"weights": _("Weight of an element"), "assessor": _("Assessment")}[name]


def option(name: str, value: object) -> str:
    """A value of an option in words: `1/9 persis (Pantau)`, `0,111, seperti sebagian laporan`."""
    if name == "weights" and value == "exact":
        return _("1/9 exactly (Pantau)")
    if name == "assessor":
        return words.pick(ASSESSORS[str(value)])
    text = str(value)
    return _("{weight}, as some reports print").format(weight=words.number(float(text), len(text.partition(".")[2])))


def _people(population: Population) -> str:
    return {
        Population.CITIZENS: _("{n} respondents"),
        Population.STAFF: _("{n} staff"),
        Population.NOBODY: _("None is hidden: no people are counted"),
    }[population]


def limit_frame(limit: Limit) -> pd.DataFrame:
    """The history of a constant: since when, what, on whose word."""
    return pd.DataFrame(
        [(since(row), words.pick(row.words), source(row.source)) for row in limit.history],
        columns=[_("In force"), _("Value"), _("Source")],
    )


def since(row: Dated) -> str:
    """From which quarter a value holds."""
    if row.valid_from is None:
        return _("always")
    return _("since {period}").format(period=words.period(row.valid_from))


def limits_of(metric: Metric) -> list[Limit]:
    """The dated constants that an indicator reads."""
    return [all_limits()[name] for name in metric.limits]


def columns_frame(table: Table) -> pd.DataFrame:
    """The columns of a table: label with its name in the store, meaning, what may stand in it, and what misleads."""
    return pd.DataFrame(
        [
            (
                f"{words.pick(c.label)} {machine(c.name)}",
                words.pick(c.meaning),
                constraint(c),
                words.pick(c.traps) if c.traps else "",
            )
            for c in table.columns
        ],
        columns=[_("Column"), _("Meaning"), _("Allowed"), _("Beware")],
    )


def constraint(column: Column) -> str:
    """What may stand in a column."""
    parts = []
    if column.levels:
        parts.append(", ".join(words.pick(level.words) for level in column.levels.levels))
    elif column.minimum is not None and column.maximum is not None:
        parts.append(f"{words.number(column.minimum)}–{words.number(column.maximum)}")
    elif column.minimum is not None:
        parts.append(_("from {low}").format(low=words.number(column.minimum)))
    if column.references:
        parts.append(_("one of: {table}").format(table=words.pick(TABLES[column.references].label).lower()))
    parts.append(type_name(column.type) if not column.levels else "")
    if column.required:
        parts.append(_("required"))
    return "; ".join(part for part in parts if part)


def type_name(kind: Type) -> str:
    """What kind of value a column holds, in plain words."""
    return {
        Type.KEY: _("short name"),
        Type.TEXT: _("text"),
        Type.CODE: _("whole number"),
        Type.SCORE: _("whole number"),
        Type.INTEGER: _("whole number"),
        Type.AMOUNT: _("amount in rupiah"),
        Type.NUMBER: _("number"),
        Type.DATE: _("date"),
        Type.QUARTER: _("quarter"),
        Type.FLAG: _("yes or no"),
        Type.STAFF: _("staff number, kept only as a code that cannot be read back"),
    }[kind]
