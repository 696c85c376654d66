"""What the page Daerah says: who is ahead and how surely, where the same mix turns the order round, what was held equal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.compared import TYPE
from data.tables import ENUMERATIONS, TABLES
from metrics.metric import Metric, State
from pages.parts import access, theme, words
from pages.parts.daerah_facts import Facts
from pages.parts.indicator import say
from pages.parts.words import _, ngettext

MOST_NAMED = 24  # places of which a single pair is news
MOST, MOST_GROUPS = 3, 6  # names and groups in a sentence


def headline(facts: Facts) -> str:
    """The best group, and whether the same mix changed who stands there."""
    label = _about(facts)
    if facts.frame["value"].notna().sum() < 2:
        return _("{label}: fewer than two places to compare").format(label=label)
    first, *others = facts.groups
    if not others and not (facts.reversals and len(facts.ranked) <= MOST_NAMED):
        return _("{label}: {told}").format(label=label, told=_leaders(facts))
    if facts.reversals and len(facts.ranked) <= MOST_NAMED:  # of hundreds of places one turned pair is no headline
        above, below = facts.reversals[0]
        of = facts.frame.set_index("name")
        values = {
            f"{name}_{kind}": words.number(of.at[place, column], facts.metric.decimals) + say.sign(facts.metric)
            for name, place in (("above", above), ("below", below))
            for kind, column in (("raw", "raw"), ("mix", "value"))
        }
        return _(
            "{label}: at the same mix {below} ({below_mix}) is higher than {above} ({above_mix}); raw {above} is higher, {above_raw} against {below_raw}"
        ).format(label=label, above=above, below=below, **values)
    named = words.listing(first, MOST)
    if len(first) == 1:
        return _("{label}: {place} is best, demonstrably").format(label=label, place=named)
    return _("{label}: {places} are best and cannot be told apart").format(label=label, places=named)


def _about(facts: Facts) -> str:
    """The indicator, with the city whose offices are compared."""
    label = say.label(facts.metric)
    cities = set(facts.frame["city"]) if facts.by == "unit" else set()
    if len(cities) != 1:
        return label
    return _("{label} in {city}").format(label=label, city=access.name("city", cities.pop()))


def spread(facts: Facts) -> str:
    """All cities, from the least value to the largest."""
    values = facts.frame["value"].dropna()
    said = {"n": words.number(len(facts.frame))}
    if len(values) < 2:
        return _("All {n} cities by province").format(**said)
    least, most = (say.amount(facts.metric, value) for value in (values.min(), values.max()))
    return _("All {n} cities by province, from {least} to {most}").format(**said, least=least, most=most)


def title(facts: Facts, drawn: pd.DataFrame) -> str:
    """What the chart of the places drawn shows: whose value the same mix moves most; where nothing is held equal, the two
    ends.
    """
    ranked = drawn[drawn["rank"].notna()]
    if len(ranked) < 2:
        return _("Raw and at the same mix") if facts.mix else _("Raw values")
    if facts.mix is None:
        best, last = (ranked.iloc[i] for i in (0, -1))
        return _("From {best} in {first} to {least} in {last}").format(
            best=say.amount(facts.metric, best["value"]),
            first=best["name"],
            least=say.amount(facts.metric, last["value"]),
            last=last["name"],
        )
    moved = ranked[(ranked["gap_low"] > 0) | (ranked["gap_high"] < 0)]
    if moved.empty:
        return _("At the same mix no value changes demonstrably")
    most = moved.loc[moved["gap"].abs().idxmax()]
    told = (
        _("At the same mix {place} stands {gap} lower than raw, the largest change")
        if most["gap"] > 0
        else _("At the same mix {place} stands {gap} higher than raw, the largest change")
    )
    return told.format(place=most["name"], gap=say.difference(facts.metric, abs(most["gap"])))


def parts() -> dict[str, str]:
    """What the parts below the comparison are called."""
    return {
        "overview": _("Who is above whom"),
        "offices": _("Offices"),
        "profile": _("Profile"),
        "time": _("Over time"),
        "many": _("Several indicators"),
        "together": _("Moving together"),
    }


def _leaders(facts: Facts) -> str:
    """Who may be first where no group stands apart: of many places the ends differ and every step between is small."""
    ranked = facts.ranked
    first = ranked.loc[ranked["rank_low"] == 1, "name"].tolist()
    if len(first) == len(ranked):
        return _("the places cannot be told apart")
    return ngettext(
        "only {places} can be first; below, the places follow without a clear break",
        "any of {places} can be first; below, the places follow without a clear break",
        len(first),
    ).format(places=words.listing(first, MOST))


def summary(facts: Facts) -> str:
    """The comparison in one line of Markdown: where the order turns round, else who cannot be told apart."""
    label = say.label(facts.metric)
    if facts.reversals:
        told = reversal(*facts.reversals[0])
    elif len(facts.groups) > 1:
        told = ties(facts)
    else:
        told = f"{words.sentence(_leaders(facts))}."
    return _("**{label} compared fairly.** {told}").format(label=label, told=told)


def sentence(facts: Facts) -> str:
    """What the comparison rests on, in Markdown; or why there is nothing."""
    if facts.n is None:
        return f"{period(facts)}. {say.hidden(facts.metric, facts.frame['state'].iloc[0])}"
    held = _("Compared raw: nothing can be held equal for this indicator.")
    if facts.mix is not None:
        held = _("Compared at the same mix of {dimensions}, that of all places together.").format(
            dimensions=words.listing(dimension(d) for d in facts.mix.dimensions)
        )
    parts = [_("{period}, {n}.").format(period=period(facts), n=say.people(facts.metric, facts.n)), held]
    if facts.reversals and len(facts.ranked) > MOST_NAMED:  # three of thousands would say nothing of the others
        turned = len(facts.reversals)
        told = ngettext("{n} pair turns round at the same mix.", "{n} pairs turn round at the same mix.", turned)
        return " ".join([*parts, told.format(n=words.number(turned))])
    parts += [reversal(a, b) for a, b in facts.reversals[:MOST]]
    if len(facts.reversals) > MOST:
        more = len(facts.reversals) - MOST
        parts.append(
            ngettext("{n} more pair turns round.", "{n} more pairs turn round.", more).format(n=words.number(more))
        )
    return " ".join(parts)


def period(facts: Facts) -> str:
    """The quarters compared."""
    return words.sentence(when(facts.metric, facts.selection.first, facts.selection.last))


def when(metric: Metric, first: int | None, last: int | None) -> str:
    """`TW IV 2025 – TW III 2026`; of what is a state, not a sum: `akhir TW III 2026`."""
    if last is not None and TABLES[metric.table].snapshot:
        return _("end of {period}").format(period=words.period(last, "quarter"))
    return words.period_range(first, last)


def reversal(above: str, below: str) -> str:
    """`Mentah Semarang lebih tinggi; pada komposisi yang sama Binjai lebih tinggi.`"""
    return _("Raw, {above} is higher than {below}; at the same mix {below} is higher.").format(above=above, below=below)


def dimension(name: str) -> str:
    """What is held equal, in words."""
    return _("type of office") if name == TYPE else words.pick(ENUMERATIONS[name].words).lower()


def shapes(names: Mapping[str, str]) -> str:
    """The marks of cities by key, for who sees no colours: `■ Binjai · ● Semarang`."""
    signs = {"square": "■", "circle": "●", "diamond": "◆", "triangle-up": "▲"}
    return " · ".join(f"{signs.get(theme.city(city).marker, '●')} {name}" for city, name in names.items())


def ties(facts: Facts) -> str:
    """The groups that cannot be told apart, best first."""
    groups = [words.listing(group, 6) for group in facts.groups]
    told = " › ".join(groups[:MOST_GROUPS])
    if len(groups) > MOST_GROUPS:
        told += " › …"
    return _(
        "Best first; › parts groups that differ demonstrably, within a group neighbours cannot be told apart (its ends may be): {groups}."
    ).format(groups=told)


def collapsed(facts: Facts) -> str:
    """Where much of the mix rests on wider groups."""
    rows = facts.ranked[facts.ranked["collapsed"] >= 0.2]
    if facts.mix is None or rows.empty:
        return ""
    told = words.listing(
        (f"{name} {words.percent(part)}" for name, part in zip(rows["name"], rows["collapsed"], strict=True)), MOST
    )
    return _(
        "Too few people for every part of the mix, so wider groups stand for: {places}. Nobody is left out."
    ).format(places=told)


def beside(facts: Facts, row: Any) -> str:
    """What stands at the right of a place: its value, its rank."""
    if row.state != State.SHOWN or words.missing(row.value):
        return ""
    value = words.number(row.value, min(facts.metric.decimals, 1)) + say.sign(facts.metric)
    return value if words.missing(row.rank) else f"{value} · {rank(row)}"


def rank(row: object) -> str:
    """`2 (1–3)`."""
    low, high, own = (int(getattr(row, name)) for name in ("rank_low", "rank_high", "rank"))
    return f"{own}" if low == high else f"{own} ({low}–{high})"


def moved(known: Mapping[str, tuple[float, float]], unit: str) -> str:
    """`14,2 → 21,0`, or a dash."""
    if unit not in known:
        return words.DASH
    before, now = known[unit]
    return f"{words.number(before, 1)} → {words.number(now, 1)}"


def events(unit: str, facts: Facts) -> str:
    """What happened at a unit in the two years up to the end of the comparison: a list, no explanation."""
    last = facts.selection.last or 0
    found = access.events(facts.selection.but(first=last - 7, last=last, unit=(unit,), city=()))
    titles = found["title_id" if words.language() == "id" else "title_en"].fillna(found["title_id"])
    return words.listing(titles.tolist(), 2) if len(titles) else words.DASH
