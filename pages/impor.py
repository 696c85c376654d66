"""Impor data: from an office's file to checked rows in the store. What the file does not say is asked, never guessed."""

from __future__ import annotations

import streamlit as st

from data.intake import IntakeError
from metrics.words import Words
from pages.parts import (
    impor_batches,
    impor_form,
    impor_preview,
    impor_problems,
    impor_questions,
    impor_receipt,
    impor_recognised,
    impor_upload,
    impor_withdraw,
    impor_work,
    words,
)
from pages.parts.impor_work import Work
from pages.parts.words import _


def page() -> None:
    """The receipt of the last file, or the file at hand, or the place to put one; below, what was loaded so far."""
    st.title(_("Import data"), anchor=False)
    impor_withdraw.said()
    if (loaded := impor_work.receipt()) is not None:
        impor_receipt.show(loaded)
        impor_batches.show()
    elif (upload := impor_upload.show()) is not None:
        try:
            with impor_upload.progress(upload.size, _("Reading the file ...")):
                work = impor_work.opened(upload)
                work.look()
        except IntakeError as error:
            refused(error.words)
        else:
            at_hand(work)
    else:
        impor_upload.welcome()
        impor_form.show()
        impor_batches.show()


def at_hand(work: Work) -> None:
    """One file, from what was recognised to the button that saves it."""
    impor_recognised.show(work)
    impor_questions.show(work)
    if work.error is not None:
        refused(work.error)
        impor_work.close_button(work)
        return
    impor_recognised.mapping(work)
    if work.open or work.plan is None:
        return
    if not impor_work.allowed(work.plan):
        st.error(_("This file belongs to an office outside your scope."), icon=":material/lock:")
        return
    with impor_upload.progress(work.size, _("Checking every row ...")):
        checked = work.examine()
    if checked is not None:
        impor_problems.show(work, checked)
        impor_preview.show(work, checked)
    else:
        refused(work.why)
        impor_work.close_button(work)


def refused(why: Words) -> None:
    """Why the file cannot be loaded as it is, and what to do."""
    st.error(words.pick(why), icon=":material/error:")


page()
