"""What the page Indeks digital says: the index with its predikat, and what cannot be computed, in plain words."""

from __future__ import annotations

from metrics.digital_index.terms import ASSESSORS, PREDICATES, REGIMES
from metrics.limits import digital_index
from pages.parts import access, words
from pages.parts.indeks_facts import EXTERNAL, Assessment, Facts
from pages.parts.words import _, ngettext

DECIMALS = 2
NAMED = 8  # numbers of missing indicators that a sentence lists


def value(index: float) -> str:
    """An index as it is published."""
    return words.number(index, DECIMALS)


def predicate(key: str) -> str:
    """A predikat in words."""
    return words.pick(PREDICATES[key])


def regime(key: str) -> str:
    """The name of an index."""
    return words.pick(REGIMES[key])


def graded(one: Assessment) -> str:
    """`2,55 (Cukup)`."""
    return f"{value(one.row['value'])} ({predicate(one.row['predicate'])})"


def headline(facts: Facts) -> str:
    """`Indeks Pemdi Binjai 2026: 2,55 (Baik)`."""
    if not facts.several:
        one = facts.latest
        said = {"regime": regime(one.regime), "city": one.name, "year": one.year}
        if not one.complete:
            return _("{regime} index of {city} {year} cannot be computed yet").format(**said)
        return _("{regime} index of {city} {year}: {graded}").format(**said, graded=graded(one))
    latest = facts.latest
    same = [one for one in facts.newest if one.complete and (one.regime, one.period) == (latest.regime, latest.period)]
    said = {"regime": regime(latest.regime), "year": latest.year}
    if len(same) < 2:
        return _("{regime} index {year}: fewer than two cities can be compared").format(**said)
    ordered = sorted(same, key=lambda one: -one.row["value"])
    return _("{regime} index {year}: highest {high} {high_value}, lowest {low} {low_value}").format(
        **said,
        high=ordered[0].name,
        high_value=graded(ordered[0]),
        low=ordered[-1].name,
        low_value=graded(ordered[-1]),
    )


def sentence(facts: Facts) -> str:
    """By whom and by what rule, how far the next predikat is, and what the index must not be compared with."""
    one = facts.latest
    by = words.pick(ASSESSORS[one.assessor]).lower() if one.assessor == EXTERNAL else _("the city's own assessment")
    parts = [
        _("By {assessor} of {n} indicators, each at a level from 1 to 5. All are assessed, none is sampled, so there is no interval.").format(
            assessor=by, n=words.number(len(digital_index.weights(one.regime)))
        )
    ]  # fmt: skip
    if not facts.several and one.complete:
        parts.append(next_predicate(one))
    if any(a.regime != one.regime for a in facts.assessments):
        parts.append(
            _("Pemdi replaced SPBE in June 2026 with other indicators and other bounds: the two are not compared.")
        )
    return " ".join(part for part in parts if part)


def next_predicate(one: Assessment) -> str:
    """How far the next predikat is."""
    found = one.next_predicate
    if found["next_predicate"] is None:
        return _("It has the best rating.")
    return ngettext(
        "**{gap}** points are missing to {predicate}: at least {n} step of one level.",
        "**{gap}** points are missing to {predicate}: at least {n} steps of one level.",
        int(found["steps"]),
    ).format(gap=value(found["gap"]), predicate=predicate(found["next_predicate"]), n=words.number(found["steps"]))


def missing(one: Assessment) -> str:
    """Which indicators lack a level, so that there is no index; empty where all have one."""
    if one.complete:
        return ""
    numbers = one.missing
    listed = words.listing([words.number(number) for number in numbers], NAMED)
    return ngettext(
        "{city}, {regime} {year}: indicator {numbers} has no level. Without it there is no index; nothing is filled in for it.",
        "{city}, {regime} {year}: indicators {numbers} have no level. Without them there is no index; nothing is filled in for them.",
        len(numbers),
    ).format(city=one.name, regime=regime(one.regime), year=one.year, numbers=listed)


def not_applied(facts: Facts) -> str:
    """Which of the reader's filters an assessment of a city does not know; empty where it knows all."""
    strange = [dimension for dimension in facts.asked.filters if dimension != "city"]
    told = []
    if strange:
        names = ["/".join(access.name(d, key).lower() for key in getattr(facts.asked, d)) for d in strange]
        told.append(
            _("Not applied here, because whole cities are assessed: {filters}.").format(filters=words.listing(names))
        )
    if facts.asked.grain != "year":
        told.append(_("Read by year, because cities are assessed once a year."))
    return " ".join(told)
