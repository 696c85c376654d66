"""How far the figures carry: sample, conformance, reliability, certainty of the grade. Computed when unfolded."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from metrics.limits import grades
from metrics.limits.reliability import ALPHA_MINIMUM
from metrics.metric import State
from metrics.registry import metric
from metrics.satisfaction import conformance, reliability
from metrics.satisfaction.elements import ELEMENTS
from metrics.satisfaction.grade import probabilities
from pages.parts import access, dictionary, kepuasan_detail, table, words
from pages.parts import kepuasan_facts as facts_of
from pages.parts.charts import base, gauge
from pages.parts.charts import grades as strip
from pages.parts.indicator import history
from pages.parts.indicator.history import Place
from pages.parts.kepuasan_facts import Facts
from pages.parts.words import _, ngettext

SMALLEST = 1e-9
MOST_OFFICES = 16  # drawn; the table has all of them


def show(facts: Facts, place: Place) -> None:
    """Four folded sections; each stands in the address, so that a link opens it."""
    st.subheader(_("How far these figures carry"), anchor=False)
    sections: tuple[tuple[str, str, str, Callable[[Facts, Place], None]], ...] = (
        ("sample", _("Sample: are there enough respondents?"), ":material/groups:", sample),
        (
            "conformance",
            _("Conformance: does the grade depend on how it is computed?"),
            ":material/balance:",
            conformity,
        ),
        ("reliability", _("Reliability: do the nine questions measure one thing?"), ":material/straighten:", reliable),
        ("certainty", _("Certainty: how likely is each grade?"), ":material/percent:", certainty),
    )
    for key, title, icon, draw in sections:
        folded = st.expander(title, key=key, icon=icon, on_change="rerun", bind="query-params")
        if folded.open:
            with folded:
                draw(facts, place)


def sample(facts: Facts, place: Place) -> None:
    """Achieved against needed, office by office."""
    found = kepuasan_detail.sample(facts, place)
    if not found.judged:
        st.markdown(facts_of.hidden(State.NO_DATA if found.units.empty else found.units["state"].iloc[0]))
        return
    st.markdown(sample_finding(facts, found))
    drawn = found.units.head(MOST_OFFICES)
    st.plotly_chart(gauge.figure(drawn), key="gauge", config=base.CONFIG, alt=sample_finding(facts, found))
    told = [_("❙ needed (Krejcie–Morgan for the users of a year, 95%, 5%)"), _("grey: not yet enough")]
    if len(drawn) < len(found.units):
        told.append(
            _("the {n} that lack most of {total}; all are in the table").format(n=len(drawn), total=len(found.units))
        )
    st.caption(" · ".join(told))
    beside = ""
    if found.narrowed:
        beside = _("filters of people, channel and service do not apply to the need of a sample")
        st.caption(
            ":material/filter_alt_off: "
            + _("Filter: {filter}; {beside}").format(filter=access.in_words(found.selection), beside=beside)
        )
    heading = _("Sample in {period}").format(period=facts.said(facts.now))
    columns = [
        table.text("label", _("Office")),
        table.figure("population", _("Users a year (N)"), 0),
        table.figure("needed", _("Needed"), 0),
        table.figure("achieved", _("Achieved"), 0),
        table.figure("still_needed", _("Still needed"), 0),
        table.figure("value", _("Share of the need"), 0, share=True),
    ]
    total = found.units["achieved"].sum()
    about = kepuasan_detail.about(facts, heading, found.selection, total, "sampel", beside=beside)
    table.show("sample", found.units, columns, about)


def sample_finding(facts: Facts, found: kepuasan_detail.Sample) -> str:
    """How many offices have enough, and how many respondents are missing in the others."""
    short = found.units[found.units["still_needed"] > 0]
    text = ngettext(
        "**{enough} of {n} office** has enough respondents in {period}.",
        "**{enough} of {n} offices** have enough respondents in {period}.",
        found.judged,
    ).format(enough=words.number(found.enough), n=words.number(found.judged), period=facts.said(facts.now))
    if len(short):
        text += " " + _("Still needed: {n}, most of them at {office}.").format(
            n=words.number(short["still_needed"].sum()), office=short["label"].iloc[0]
        )
    return text


def conformity(facts: Facts, place: Place) -> None:
    """The three printed weights side by side, and the grade under each rule's bounds."""
    sums = place.sums_at(facts.now)
    if sums is None:
        st.markdown(facts_of.hidden(place.at(facts.now)["state"]))
        return
    panel = conformance.panel(sums)
    spoken = [dictionary.option("weights", weights) for weights in panel["weights"]]
    shown = panel.assign(label=spoken, called=[facts_of.grade_name(g) for g in panel["grade"]], state=State.SHOWN)
    if panel["flips"].any():
        st.warning(
            _("The grade depends on the weight: {grades}. State in the report which one was used.").format(
                grades=words.listing(f"{row.label} → {row.grade}" for row in shown.itertuples())
            ),
            icon=":material/warning:",
        )
    else:
        st.markdown(
            _("The grade is **{letter}** under each weight; the index moves by {points} points at most.").format(
                letter=panel["grade"].iloc[0], points=words.number(panel["value"].max() - panel["value"].min(), 2)
            )
        )
    columns = [
        table.text("label", _("Weight of an element"), 320),
        table.figure("value", _("IKM"), facts_of.ikm().decimals, width=100),
        table.text("grade", _("Grade"), 80),
        table.text("called", _("Called"), 130),
    ]
    heading = _("Conformance in {period}").format(period=facts.said(facts.now))
    n = place.at(facts.now)["n"]
    table.show("conformance", shown, columns, kepuasan_detail.about(facts, heading, place.selection, n, "kesesuaian"))
    st.markdown(_rules(facts, float(panel["value"].iloc[0])))


def _rules(facts: Facts, value: float) -> str:
    """The bounds of each rule and the letter it would give, as a list in Markdown; the rule in force stands out."""
    force = grades.rule(facts.now).key
    lines = []
    for rule in reversed(grades.history()):
        bounds = " · ".join(f"{g.letter} {words.number(g.bound, 2)}" for g in rule.value[1:])
        text = _("{rule}, since {year}: {bounds} → {value} is {letter}").format(
            rule=rule.source.rule,
            year=words.period(rule.valid_from or 0, "year"),
            bounds=bounds,
            value=words.number(value, 2),
            letter=grades.grade(value, key=rule.key),
        )
        if not rule.source.verified:
            text += " " + _("(not verified)")
        lines.append("- **" + text + "** " + _("(in force)") if rule.key == force else f"- {text}")
    told = _("Each period is graded by the rule of its time; letters of different rules do not compare.")
    return "\n".join([_("Lower bounds by rule:"), "", *lines, "", told])


def reliable(facts: Facts, place: Place) -> None:
    """Alpha, omega, and each element against the r table."""
    sums = place.sums_at(facts.now)
    if sums is None:
        st.markdown(facts_of.hidden(place.at(facts.now)["state"]))
        return
    panel = reliability.panel(sums).iloc[0]
    newest = kepuasan_detail.newest(facts, place.selection)
    items = access.answer("item_total", by=("element",), selection=newest).frame
    st.markdown(reliability_finding(panel, items["r_table"]))
    verdict = {True: _("valid"), False: _("not valid")}
    items = items.assign(
        label=[words.pick(ELEMENTS[key]) for key in items["element"]],
        verdict=[verdict.get(v, "") if isinstance(v, bool) else "" for v in items["valid"]],
    ).sort_values("value", na_position="last")
    decimals = metric("item_total").decimals
    columns = [
        table.text("label", _("Element")),
        table.figure("value", _("Item-total correlation"), decimals),
        table.figure("r_table", _("r table"), decimals),
        table.text("verdict", _("Verdict")),
        table.figure("n", _("Answers"), 0),
    ]
    heading = _("Reliability in {period}").format(period=facts.said(facts.now))
    about = kepuasan_detail.about(facts, heading, place.selection, panel["n"], "reliabilitas")
    table.show("reliability", items, columns, about)


def reliability_finding(panel: pd.Series, r_table: pd.Series) -> str:
    """Alpha and omega with the customary verdict, and the elements that fail the r table.

    `r_table`: the critical correlation of each element, which depends on how many answered it.
    """
    if words.missing(panel["alpha"]):
        return _("Reliability cannot be computed: too few answered the same elements, or all answered alike.")
    interval = words.interval(panel["alpha_low"], panel["alpha_high"], 2)
    text = _("Cronbach's alpha **{alpha}** ({interval}), McDonald's omega **{omega}**.").format(
        alpha=words.number(panel["alpha"], 3), interval=interval, omega=words.number(panel["omega"], 3)
    )
    least = words.number(ALPHA_MINIMUM.at().value, 2)
    text += " " + (
        _("By the custom of reports (alpha of {least} and more) the questionnaire is reliable.")
        if panel["reliable"]
        else _("By the custom of reports (alpha of {least} and more) the questionnaire is **not** reliable.")
    ).format(least=least)
    if panel["invalid"]:
        names = words.listing(words.pick(ELEMENTS[e]).lower() for e in panel["invalid"])
        text += " " + _("Below the r table: {names}.").format(names=names)
    elif not panel["untested"]:
        ends = [words.number(end, 3) for end in (r_table.min(), r_table.max())]
        r = "–".join(dict.fromkeys(ends))
        text += " " + _("All nine elements pass their r table ({r}).").format(r=r)
    if panel["untested"]:
        names = words.listing(words.pick(ELEMENTS[e]).lower() for e in panel["untested"])
        text += " " + _("Without a correlation: {names}.").format(names=names)
    return text


def certainty(facts: Facts, place: Place) -> None:
    """The probability of each grade, for the place or for every city that is shown beside it."""
    places = facts.places if facts.several and place is facts.whole else (place,)
    shown = [p for p in places if State(p.at(facts.now)["state"]) is State.SHOWN]
    if not shown:
        st.markdown(facts_of.hidden(place.at(facts.now)["state"]))
        return
    latest = history.framed(p.at(facts.now) for p in shown)
    chances = probabilities(
        latest["exact"].astype(float), latest["se"].astype(float), [float(facts.now)] * len(shown)
    ).assign(label=[p.name for p in shown], n=latest["n"].to_numpy())
    chances = chances[chances["A"].notna()].reset_index(drop=True)
    letters = list(grades.LETTERS)  # a normal tail ends nowhere: "100%" would claim what no sample can
    chances[letters] = chances[letters].clip(SMALLEST, 1 - SMALLEST)
    if chances.empty:
        st.markdown(_("One respondent gives no measure of certainty."))
        return
    st.markdown(certainty_finding(chances))
    called = {letter: facts_of.grade_name(letter) for letter in grades.LETTERS}
    st.plotly_chart(
        strip.figure(chances, grades.LETTERS, called), key="chances", config=base.CONFIG, alt=certainty_finding(chances)
    )
    heading = _("Probability of each grade in {period}").format(period=facts.said(facts.now))
    columns = [
        table.text("label", _("Place")),
        *(table.figure(letter, f"{letter} · {called[letter]}", 1, share=True) for letter in grades.LETTERS),
        table.figure("n", _("Respondents"), 0),
    ]
    about = kepuasan_detail.about(facts, heading, place.selection, chances["n"].sum(), "peluang-mutu")
    table.show("certainty", chances, columns, about)


def certainty_finding(chances: pd.DataFrame) -> str:
    """The likeliest grade of each place, and how likely it is."""
    letters = list(grades.LETTERS)
    told = []
    for _i, row in chances.iterrows():
        best = max(letters, key=lambda letter: row[letter])
        told.append(
            _("{place}: grade {letter} with a probability of {p}").format(
                place=row["label"], letter=best, p=words.percent(row[best])
            )
        )
    return "; ".join(told) + "."
