"""What a downloaded table of an indicator says of itself, and the columns that every such table has."""

from __future__ import annotations

from typing import Any

from data.selection import Selection
from metrics.limits import cell_sizes
from metrics.metric import Metric
from metrics.periods import format_code
from pages.parts import access, table, words
from pages.parts.indicator import say
from pages.parts.indicator.history import History
from pages.parts.words import _


def about(
    found: History, title: str, selection: Selection, n: Any, part: str, *, page: str, beside: str = ""
) -> table.About:
    """`page` and `part` name the file; `beside`: which filters do not hold for the table."""
    return of(found.metric, title, selection, n, f"{page}-{part}-{format_code(found.now, found.grain)}", beside=beside)


def over_time(found: History, title: str, part: str, *, page: str) -> table.About:
    """Of a table of all periods, with the n that the page's footer has; of states it says which period n is of."""
    chosen, n = found.rests_on
    when = "" if chosen == found.selection else found.said(found.now)
    named = f"{page}-{part}-{format_code(found.now, found.grain)}"
    return of(found.metric, f"{title} · {found.whole.name}", found.selection, n, named, when=when)


def of(
    metric: Metric,
    title: str,
    selection: Selection,
    n: Any,
    named: str,
    *,
    beside: str = "",
    when: str = "",
    counted: str = "",
) -> table.About:
    """The same without a history. `named`: what the file is called, before the version; `when`: the period of n; `counted`:
    what n counts where it is not what the indicator does.
    """
    version = access.version()
    filtered = access.in_words(selection)
    people = _("{people} (n)").format(people=counted or say.counted(metric))
    return table.About(
        title=title,
        facts=(
            (_("Filter"), f"{filtered}; {beside}" if beside else filtered),
            (people + (f", {when}" if when else ""), words.DASH if words.missing(n) else int(n)),
            (_("Data up to"), words.date(version.dates.get(metric.table))),
            (_("Data version"), version.id),
            (_("Rule"), metric.source.rule),
            (_("Made with"), "Pantau"),
        ),
        synthetic=version.synthetic,
        stem=f"pantau-{named}-{version.id}",
        minimum=cell_sizes.minimum(metric.population),
    )


def columns(metric: Metric) -> list[table.Column]:
    """Value, interval, people."""
    return [
        table.figure("value", say.label(metric) + (" (%)" if say.sign(metric) else ""), metric.decimals),
        table.figure("low", _("Lower 95%"), metric.decimals),
        table.figure("high", _("Upper 95%"), metric.decimals),
        table.figure("n", say.counted(metric), 0),
    ]
