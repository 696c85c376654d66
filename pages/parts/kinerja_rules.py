"""The rules of matching training, to be read and changed by the office on the page itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data import training_rules
from data.store import store
from metrics.competence.terms import SKILLS
from metrics.limits.training_rules import DIFFICULTY, SKILL, TrainingRule
from metrics.performance.terms import DIFFICULTIES
from metrics.training.terms import AREAS, KINDS
from metrics.words import Words
from pages.parts import kinerja_needs, words
from pages.parts.words import _

_SAID = "training_rules_said"  # the message of the last change, told once
_UNSAID = Words(words.DASH, words.DASH)  # the reason of a row that gives none yet
_VERSION = "training_rules_version"  # a new editor after each change, so that it shows what is kept


def show() -> None:
    """The folded editor with its two buttons; tells what the last one did."""
    if said := st.session_state.pop(_SAID, ""):
        st.success(said, icon=":material/check_circle:")
    folded = st.expander(
        _("Change the rules"), key="training_rules", icon=":material/rule:", on_change="rerun", type="compact"
    )
    if not folded.open:
        return
    held = training_rules.load(store())
    with folded:
        if held.refused:
            st.warning(_("The rules kept here cannot be used any more ({why}); the starting rules hold.").format(why=held.refused))  # fmt: skip
        st.caption(
            _("One row: training of this area helps against this need. Rows of one need stand in order of preference; a row without an area says why training does not help. What you save holds for everybody who uses this store.")
            + " "
            + (_("Now: rules of the office.") if held.edited else _("Now: Pantau's starting rules, no regulation."))
        )  # fmt: skip
        edited = _editor(held.rules)
        rules = read(edited, held.rules)
        wrong = problems(rules)
        for problem in wrong:
            st.error(problem, icon=":material/error:")
        with st.container(horizontal=True, gap="xsmall"):
            st.button(
                _("Save the rules"),
                type="primary",
                icon=":material/save:",
                disabled=bool(wrong) or tuple(rules) == held.rules,
                on_click=_save,
                args=(tuple(rules),),
            )
            st.button(
                _("Back to the starting rules"), icon=":material/undo:", disabled=not held.edited, on_click=_reset
            )


def needs() -> list[str]:
    """Every need that a rule can be about."""
    named = [f"{DIFFICULTY}:{key}" for key in DIFFICULTIES if key != kinerja_needs.NONE]
    return [*named, *(f"{SKILL}:{key}" for key in SKILLS)]


def frame(rules: Sequence[TrainingRule]) -> pd.DataFrame:
    """The rules as the editor shows them: words, no keys."""
    return pd.DataFrame(
        [
            {
                "need": kinerja_needs.need_said(rule.need),
                "area": words.pick(AREAS[rule.area]) if rule.area else _no_training(),
                "kinds": [_kind(key) for key in rule.kinds],
                "title_words": list(rule.title_words),
                "reason": words.pick(rule.reason),
            }
            for rule in rules
        ]
    )


def _no_training() -> str:
    return _("not training")


def _kind(key: str) -> str:
    return words.pick(KINDS[key][1])


def _editor(rules: Sequence[TrainingRule]) -> pd.DataFrame:
    kinds = [_kind(key) for key in KINDS]
    column = st.column_config
    found: pd.DataFrame = st.data_editor(
        frame(rules),
        key=f"training_rules_{words.language()}_{st.session_state.get(_VERSION, 0)}",
        hide_index=True,
        num_rows="dynamic",
        column_config={
            "need": column.SelectboxColumn(
                _("Need"), options=[kinerja_needs.need_said(need) for need in needs()], required=True, width="medium"
            ),
            "area": column.SelectboxColumn(
                _("Area"), options=[_no_training(), *(words.pick(area) for area in AREAS.values())], required=True
            ),
            "kinds": column.MultiselectColumn(_("Suitable kinds"), options=kinds),
            "title_words": column.ListColumn(_("Words in the title")),
            "reason": column.TextColumn(_("Reason"), required=True, width="large"),
        },
    )
    return found


def read(edited: pd.DataFrame, before: Sequence[TrainingRule]) -> list[TrainingRule]:
    """The rules that an edited table says. A reason that was not touched keeps its text in both languages."""
    need_of = {kinerja_needs.need_said(need): need for need in needs()}
    area_of = {_no_training(): "", **{words.pick(area): key for key, area in AREAS.items()}}
    kind_of = {_kind(key): key for key in KINDS}
    reasons = {words.pick(rule.reason): rule.reason for rule in before}
    rules = []
    for row in edited.to_dict("records"):
        reason = _text(row["reason"])
        said = reasons.get(reason, Words(reason, reason) if reason else _UNSAID)
        rules.append(
            TrainingRule(
                need_of.get(_text(row["need"]), ""),
                area_of.get(_text(row["area"]), ""),
                tuple(kind_of[kind] for kind in _list(row["kinds"]) if kind in kind_of),
                tuple(word.strip() for word in _list(row["title_words"]) if word.strip()),
                said,
            )
        )
    return rules


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _list(value: Any) -> list[str]:
    return [] if value is None or isinstance(value, float) else [str(one) for one in value]


def problems(rules: Sequence[TrainingRule]) -> list[str]:
    """What must be mended before the rules can be kept, in the reader's words; empty when nothing."""
    found = []
    for number, rule in enumerate(rules, 1):
        if not rule.need:
            found.append(_("Row {n}: choose a need.").format(n=number))
        if rule.reason == _UNSAID:
            found.append(_("Row {n}: say the reason.").format(n=number))
        if not rule.area and (rule.kinds or rule.title_words):
            found.append(
                _("Row {n} says that training does not help: remove its kinds and words, or choose an area.").format(
                    n=number
                )
            )
    known = [rule for rule in rules if rule.need]
    for (need, area), times in Counter((rule.need, rule.area) for rule in known).items():
        if times > 1:
            called = words.pick(AREAS[area]) if area else _no_training()
            found.append(
                _("{need} stands twice with “{area}”: put kinds and words into one row.").format(
                    need=kinerja_needs.need_said(need), area=called
                )
            )
    with_area, without = ({rule.need for rule in known if bool(rule.area) is side} for side in (True, False))
    for need in sorted(with_area & without):
        found.append(
            _("{need}: one row names an area, another says that training does not help. Keep one.").format(
                need=kinerja_needs.need_said(need)
            )
        )
    return found


def _save(rules: tuple[TrainingRule, ...]) -> None:
    training_rules.save(store(), rules)
    _told(_("Saved: {n} rules. The suggestions follow them now.").format(n=len(rules)))


def _reset() -> None:
    training_rules.reset(store())
    _told(_("Pantau's starting rules hold again."))


def _told(said: str) -> None:
    st.session_state[_SAID] = said
    st.session_state[_VERSION] = st.session_state.get(_VERSION, 0) + 1
