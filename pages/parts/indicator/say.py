"""What an indicator says, in words that follow from its declaration: label, unit, decimals, direction, population."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from data.selection import Selection
from data.tables import TABLES
from metrics.limits import cell_sizes
from metrics.limits.sample import INDICATIVE as FEW
from metrics.metric import Metric, Population, State
from pages.parts import access, cards, words
from pages.parts.charts import base
from pages.parts.indicator import percent
from pages.parts.indicator.history import History, Place, Row, certain, changes
from pages.parts.words import _, ngettext

MOST_PAIRED = 30  # cities: of more a single pair says little
INDICATIVE = int(FEW.at().value)  # fewer people than these give a hint and no more


def label(metric: Metric) -> str:
    """What the indicator is called in a sentence: its abbreviation where the label ends with one, else the label."""
    whole = words.pick(metric.label)
    name, _open, inside = whole.removesuffix(")").rpartition(" (")
    return inside if name and inside.isupper() and len(inside) > 1 else whole


def sign(metric: Metric) -> str:
    """What stands right behind a number: the percent sign, or nothing."""
    return "%" if metric.unit == percent.UNIT else ""


def scale(metric: Metric) -> str:
    """What stands behind the interval on a card: `%`, ` dari 100` where a score says what it is measured on, or nothing."""
    if sign(metric) or metric.range != (0.0, 100.0):
        return sign(metric)
    return " " + _("of {most}").format(most=words.number(metric.range[1]))


def unit(metric: Metric) -> str:
    """The same with every other unit behind a gap: `%`, ` hari`. The range that a declared one names in brackets is left out."""
    return sign(metric) or f" {words.pick(metric.unit).partition(' (')[0]}"


def amount(metric: Metric, value: Any) -> str:
    """A value with its unit: `84,21 poin`, `72,4%`."""
    return words.number(value, metric.decimals) + unit(metric)


def difference(metric: Metric, value: Any) -> str:
    """A change with its unit: `1,9 poin`; of percentages `3,2 poin persen`."""
    if sign(metric):
        return _("{n} percentage points").format(n=words.number(value, metric.decimals))
    return amount(metric, value)


def people(metric: Metric, n: int) -> str:
    """How many people, or what else the rows are, a value rests on: `1.284 responden`, `312 pegawai`, `90 laporan`."""
    if metric.counts is not None:
        return f"{words.number(n)} {words.pick(metric.counts)}"
    if metric.population is Population.STAFF:
        return ngettext("{n} staff member", "{n} staff members", n).format(n=words.number(n))
    return ngettext("{n} respondent", "{n} respondents", n).format(n=words.number(n))


def counted(metric: Metric) -> str:
    """The heading over numbers of people."""
    said = words.pick(metric.counted)
    return said[:1].upper() + said[1:]


def told(metric: Metric) -> base.Told:
    """How a chart tells its figures."""
    return base.Told(metric.population, sign(metric), metric.counts)


def few(metric: Metric) -> str:
    """What a hollow dot means."""
    least = words.number(INDICATIVE)
    if metric.counts is not None:
        return _("○ fewer than {n} {counted}, indicative").format(n=least, counted=words.pick(metric.counts))
    if metric.population is Population.STAFF:
        return _("○ fewer than {n} staff members, indicative").format(n=least)
    return _("○ fewer than {n} respondents, indicative").format(n=least)


def hidden(metric: Metric, state: Any) -> str:
    """Why there is no value, with the size of the smallest group that is shown."""
    return words.state_reason(state, cell_sizes.minimum(metric.population))


def advice(state: Any) -> str:
    """What helps to see more, where something is hidden; empty where that is not the reason."""
    if State(state) is not State.SUPPRESSED:
        return ""
    return _("Choose a longer period, a coarser grain, or fewer filters to see more.")


def left_out(asked: Selection, table: str) -> str:
    """Which of the reader's filters do not hold for a table, by name; empty where all do."""
    strange = [dimension for dimension in asked.filters if not TABLES[table].has(dimension)]
    return words.listing("/".join(access.name(d, key).lower() for key in getattr(asked, d)) for d in strange)


def not_applied(asked: Selection, table: str) -> str:
    """The same in a sentence."""
    names = left_out(asked, table)
    if not names:
        return ""
    if table == access.SURVEY:
        return _("Not applied here, because the survey does not know it: {filters}.").format(filters=names)
    return _("Not applied here, because staff records do not know it: {filters}.").format(filters=names)


def headline(found: History, place: Place | None = None) -> str:
    """The finding in one sentence: `Indeks Profesionalitas di Binjai membaik 2,1 poin dalam setahun, nyata`."""
    place = place or found.whole
    row, move = place.at(found.now), _move(found, place)
    said = {"label": label(found.metric), "place": place.name, "period": found.said(found.now)}
    if State(row["state"]) is not State.SHOWN:
        reason = words.inside(hidden(found.metric, row["state"]))
        return _("{label} in {place}, {period}: {reason}").format(**said, reason=reason)
    said["value"] = amount(found.metric, row["value"])
    if words.missing(move["change"]):
        return _("{label} in {place} is at {value} in {period}").format(**said)
    if not move["change"] or not (found.provisional or certain(move["p_adjusted"])):
        return _("{label} in {place} has not demonstrably changed within a year").format(**said)
    said["amount"] = difference(found.metric, abs(move["change"]))
    said["judged"] = cards.judged(found.metric.direction, move["change"])
    if found.provisional:
        return _("{label} in {place} has {judged} by {amount} against a year ago, for now").format(**said)
    return _("{label} in {place} has demonstrably {judged} by {amount} within a year").format(**said)


def sentence(found: History, place: Place | None = None) -> str:
    """Value, interval and people in Markdown, with what a careful reader must know; or why there is no value."""
    place = place or found.whole
    row = place.at(found.now)
    if State(row["state"]) is not State.SHOWN:
        return hidden(found.metric, row["state"])
    parts = [
        _("{label} **{value}** in {period}{interval} from {n}.").format(
            label=label(found.metric),
            value=amount(found.metric, row["value"]),
            period=found.said(found.now),
            interval=_interval(found.metric, row),
            n=people(found.metric, row["n"]),
        )
    ]
    if row["n"] < INDICATIVE:
        parts.append(_("Indicative only: few people are behind it."))
    if place.broken:
        parts.append(
            _("Not compared with a year ago, because in between: {title} ({date}).").format(
                title=place.broken.title, date=words.date(place.broken.day)
            )
        )
    if found.provisional:
        parts.append(_("{so_far}; comparisons with a year ago are provisional.").format(so_far=so_far(found)))
    return " ".join(parts)


def _interval(metric: Metric, row: Row) -> str:
    if words.missing(row["low"]):
        return ""
    return _(", interval {interval}").format(
        interval=words.interval(row["low"], row["high"], metric.decimals) + sign(metric)
    )


def so_far(found: History) -> str:
    """Which quarters an unfinished period holds: `Semester II 2026 baru berisi TW III 2026`."""
    return _("{period} holds only {range} so far").format(
        period=found.said(found.now), range=words.period_range(found.now, found.known[1])
    )


def change(found: History, place: Place) -> str:
    """The change of a place within a year with its certainty: `membaik 1,9 poin, pasti`, or why there is none."""
    move = _move(found, place)
    if words.missing(move["change"]):
        return _("no comparison a year ago")
    if not found.provisional and not certain(move["p_adjusted"]):
        return _("no demonstrable change")
    said = {
        "judged": cards.judged(found.metric.direction, move["change"]),
        "amount": difference(found.metric, abs(move["change"])),
    }
    if found.provisional:
        return _("{judged} by {amount} for now").format(**said)
    return _("demonstrably {judged} by {amount}").format(**said)


def _move(found: History, place: Place) -> Row:
    """The tested change of a place on the chart, or of all that is chosen together, as its card has it."""
    if place is found.whole:
        return found.together
    return found.moves.get(place.name, {"change": float("nan"), "p_adjusted": float("nan")})


def moved(found: History) -> bool:
    """Whether all that is chosen together changed within a year for certain, between two whole periods."""
    move = found.moves.get(found.whole.name)
    return move is not None and certain(move["p_adjusted"]) and not found.provisional


def change_rests_on(metric: Metric, since: str, numbers: Mapping[str, Any], n: Any) -> str:
    """What a change found within a year rests on: `sejak TW III 2025 · selang perubahan 1,2–3,4 poin · 312 pegawai`.

    `numbers`: with `low` and `high` of the change, in the unit of the indicator.
    """
    span = words.interval(numbers["low"], numbers["high"], metric.decimals)
    span = _("{n} percentage points").format(n=span) if sign(metric) else span + unit(metric)
    return _("since {period} · interval of the change {span} · {people}").format(
        period=since, span=span, people=people(metric, int(n))
    )


def over_time(found: History) -> str:
    """The trend in sentences, for who does not see it."""
    told = []
    for place in found.places:
        shown = place.shown(found.axis)
        if not shown:
            told.append(_("{place}: nothing to show.").format(place=place.name))
            continue
        text = _("{place}: from {first} in {first_period} to {last} in {last_period}; {change} within a year.").format(
            place=place.name,
            first=words.number(shown[0]["value"], found.metric.decimals) + sign(found.metric),
            first_period=found.said(shown[0]["period"]),
            last=words.number(shown[-1]["value"], found.metric.decimals) + sign(found.metric),
            last_period=found.said(shown[-1]["period"]),
            change=change(found, place),
        )
        gaps = len(place.over(found.axis)) - len(shown)
        if gaps:
            text += " " + ngettext("{n} period without a figure.", "{n} periods without a figure.", gaps).format(n=gaps)
        told.append(text)
    return " ".join(told)


def trend_title(found: History) -> str:
    """What the trend of one or several places shows, as a heading."""
    if not found.several and State(found.whole.at(found.now)["state"]) is State.SHOWN:
        return headline(found)
    if not found.several:
        return _("{label} in {place}, {first} to {last}").format(
            label=label(found.metric),
            place=found.whole.name,
            first=found.said(found.axis[0]),
            last=found.said(found.axis[-1]),
        )
    moves = {} if found.provisional else found.moves
    moved = {name: move["change"] for name, move in moves.items() if certain(move["p_adjusted"])}
    up = [name for name, by in moved.items() if by > 0]
    down = [name for name, by in moved.items() if by < 0]
    if up and down:
        return _("Within a year {up} rose and {down} fell").format(up=words.listing(up), down=words.listing(down))
    if up:
        return _("Within a year {places} rose demonstrably").format(places=words.listing(up))
    if down:
        return _("Within a year {places} fell demonstrably").format(places=words.listing(down))
    if told := apart(found):
        return told
    return _("{label} of {n} cities, {first} to {last}").format(
        label=label(found.metric),
        n=words.number(len(found.places)),
        first=found.said(found.axis[0]),
        last=found.said(found.axis[-1]),
    )


def apart(found: History) -> str:
    """Which city lies demonstrably above which in the newest period, of all pairs the widest; or that none does.

    Every pair is tested and corrected over all pairs. Empty where nothing can be tested, or too many stand side by side.
    """
    rows = [(place.name, place.at(found.now)) for place in found.places]
    shown = sorted((one for one in rows if one[1]["state"] == State.SHOWN), key=lambda one: -one[1]["value"])
    if not 1 < len(shown) <= MOST_PAIRED:
        return ""
    pairs = list(combinations(shown, 2))
    tested = changes([high for (_high, high), _low in pairs], [low for _high, (_low, low) in pairs])
    if tested["p"].isna().any():
        return ""
    said = {"label": label(found.metric), "period": found.said(found.now)}
    sure = tested[[certain(p) for p in tested["p_adjusted"]]]
    if sure.empty:
        return _("{label} in {period}: {n} cities cannot be told apart").format(**said, n=words.number(len(shown)))
    (high, above), (low, below) = pairs[int(sure["change"].idxmax())]
    values = {"high_value": amount(found.metric, above["value"]), "low_value": amount(found.metric, below["value"])}
    return _("{label} in {period}: {high} ({high_value}) lies demonstrably above {low} ({low_value})").format(
        **said, **values, high=high, low=low
    )
