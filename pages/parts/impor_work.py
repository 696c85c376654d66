"""The file an officer is working on: kept in the session, read once, planned and checked again when an answer changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.intake import Checked, Given, IntakeError, Plan, Question, RawTable, check, read, recognise
from data.intake.known import Known, known
from data.intake.model import Problem
from data.intake.recognise import remembered_fixes, with_answers
from data.store import Receipt, store
from metrics.words import Words
from pages.parts import access
from pages.parts.words import _

_WORK, _RECEIPT, _ROUND = "impor_work", "impor_receipt", "impor_round"
LONG = 3_000_000  # bytes from which the steps are shown while they run


@dataclass
class Work:
    """One uploaded file with what the officer said about it so far."""

    file: str
    name: str
    raw: RawTable
    size: int
    answers: dict[str, Any] = field(default_factory=dict)  # question key -> answer
    questions: dict[str, Question] = field(default_factory=dict)  # every question asked so far, in order
    fixes: dict[str, dict[str, Any]] = field(default_factory=dict)  # column -> label -> meaning
    proposed: bool = False  # fixes of an earlier file of this shape were filled in
    plan: Plan | None = None
    error: Words | None = None
    checked: Checked | None = None
    known: Known = field(default_factory=Known)
    seen: dict[tuple[str, str], Problem] = field(default_factory=dict)  # groups that were offered a fix
    _planned: str = ""
    _checked: str = ""
    _offered: bool = False

    def given(self, **without: None) -> Given:
        """What the officer said, leaving out the answers named."""
        answers = {key: value for key, value in self.answers.items() if key not in without}
        fixes = {column: dict(labels) for column, labels in self.fixes.items() if labels}
        return with_answers(Given(fixes=fixes), answers)

    def look(self) -> None:
        """Plan the file under the present answers; keep the questions that were ever asked, with fresh choices."""
        stamp = repr((sorted(self.answers.items()), self.fixes, len(store().reference("unit"))))
        if stamp == self._planned:
            return
        self._planned, self.error = stamp, None
        for key in [k for k in self.questions if k in self.answers]:
            self._ask_again(key)
        try:
            self.plan = recognise(self.raw, store(), self.given())
        except IntakeError as error:
            self.error = error.words
            return
        self.questions |= {question.key: question for question in self.plan.questions}
        still = {*self.answers, *(question.key for question in self.plan.questions)}
        self.questions = {key: question for key, question in self.questions.items() if key in still}

    def _ask_again(self, key: str) -> None:
        """The question of an answer, as it stands after the other answers changed; gone when it is no longer open."""
        without: dict[str, None] = {key: None, **({"add_unit": None} if key == "unit" else {})}
        if key == "city":
            without["unit"] = None
        try:
            asked = {q.key: q for q in recognise(self.raw, store(), self.given(**without)).questions}
        except IntakeError:
            return
        if key in asked:
            self.questions[key] = asked[key]
        elif key != "sheet" and not key.startswith("columns:"):
            del self.questions[key], self.answers[key]

    def replan(self) -> None:
        """Another sheet was read: nothing that was found in the old one holds."""
        self._planned = self._checked = ""
        self.answers = {key: value for key, value in self.answers.items() if not key.startswith("columns:")}

    @property
    def why(self) -> Words:
        """Why the file cannot be loaded as it is."""
        return self.error or Words("Berkas ini tidak dapat diperiksa.", "This file cannot be checked.")

    @property
    def open(self) -> bool:
        """True while something is to be answered."""
        return self.plan is None or self.error is not None or bool(self.plan.questions)

    def examine(self) -> Checked | None:
        """Check every row under the present plan; None, with `error` set, when the file has no rows to check."""
        stamp = self._planned + access.version().id
        if stamp == self._checked or self.plan is None:
            return self.checked
        self._checked = stamp
        try:
            self.checked = check(self.raw, self.plan, store())
        except IntakeError as error:
            self.checked, self.error = None, error.words
            return None
        if not self._offered:
            self._offered = True
            if self._take_over_fixes(self.checked):
                self.look()
                return self.examine()
        self.known = known(store(), self.checked)
        return self.checked

    def _take_over_fixes(self, checked: Checked) -> bool:
        """Fill in what the officer said to the same unknown answers in an earlier file of this form."""
        earlier = remembered_fixes(store(), checked.plan)
        for problem in checked.problems:
            if problem.options and problem.normalised in earlier.get(problem.role, {}):
                self.fixes.setdefault(problem.role, {})[problem.normalised] = earlier[problem.role][problem.normalised]
                self.seen[problem.role, problem.normalised] = problem
        self.proposed = bool(self.fixes)
        return self.proposed

    def answer(self, key: str, value: Any) -> None:
        """An answer of the officer; another city takes the unit's answer with it."""
        if self.answers.get(key) == value:
            return
        if value in (None, ""):
            self.answers.pop(key, None)
        else:
            self.answers[key] = value
        if key in ("city", "unit"):
            self.answers.pop("add_unit", None)
        if key == "city":
            self.answers.pop("unit", None)


def allowed(plan: Plan) -> bool:
    """Whether the reader's scope holds the city or unit that the file is of."""
    scope = access.scope()
    return scope.kind == "all" or (plan.city if scope.kind == "city" else plan.unit) in scope.keys


def uploader_key() -> str:
    """Key of the uploader: another one after each receipt, so that it is empty again."""
    return f"impor_file_{st.session_state.get(_ROUND, 0)}"


def opened(upload: UploadedFile) -> Work:
    """The work on an uploaded file, begun when it is new. Raises IntakeError when it cannot be read."""
    present: Work | None = st.session_state.get(_WORK)
    if present is None or present.file != upload.file_id:
        present = Work(upload.file_id, upload.name, read(upload.getvalue(), upload.name), upload.size)
        st.session_state[_WORK] = present
    sheet = str(present.answers.get("sheet", ""))
    if sheet and (sheet != present.raw.sheet or present.raw.sheets):
        present.raw = read(upload.getvalue(), upload.name, sheet)
        present.replan()
    return present


def forget() -> None:
    """Begin anew: no file, no receipt."""
    for key in (_WORK, _RECEIPT):
        st.session_state.pop(key, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def close_button(work: Work) -> None:
    """The way from a file at hand to another one."""
    st.button(_("Another file"), icon=":material/close:", key=f"impor_close_{work.file}", on_click=forget)


@dataclass(frozen=True)
class Loaded:
    """What became of a file, for the receipt."""

    receipt: Receipt
    checked: Checked
    units: tuple[str, ...]
    quarters: tuple[int, ...]
    own: float | None = None  # IKM of the accepted rows of the latest quarter alone
    own_rows: int = 0


def keep_receipt(loaded: Loaded) -> None:
    """Show the receipt from now on, in place of the file, whose cells (names among them) leave the memory."""
    forget()
    checked = loaded.checked
    raw = replace(checked.raw, columns=(), lines=checked.raw.lines[:0], widths=checked.raw.widths[:0])
    emptied = replace(checked, raw=raw, rows=checked.rows.slice(0, 0))
    st.session_state[_RECEIPT] = replace(loaded, checked=emptied)


def receipt() -> Loaded | None:
    """The receipt of the file saved last, until another one is begun."""
    found: Loaded | None = st.session_state.get(_RECEIPT)
    return found


def roles() -> Mapping[str, str]:
    """Names of the roles of columns that are no columns of a table."""
    return {
        "name": _("Name (not stored)"),
        "phone": _("Telephone (not stored)"),
        "nik": _("NIK or other identity number (not stored)"),
        "nip": _("NIP (not stored)"),
        "email": _("E-mail (not stored)"),
        "address": _("Address or origin (not stored)"),
        "comment": _("Suggestions, free text (not stored)"),
        "number": _("Number of the respondent"),
        "period": _("Period"),
        "unused": _("Not used"),
    }
