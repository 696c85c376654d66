"""What a reader sees when something does not work: what happened and what to do, never a traceback."""

from __future__ import annotations

import logging
import uuid

import streamlit as st

from data.store import StoreError, StoreLocked
from pages.parts import words
from pages.parts.words import _

log = logging.getLogger("pantau.pages")


def store_unusable(error: StoreError) -> None:
    """Another process holds the store, or its file is none: what the store itself says, and a button."""
    locked = isinstance(error, StoreLocked)
    st.title(_("The data are in use by another program") if locked else _("The data cannot be opened"), anchor=False)
    st.markdown(words.pick(error.words))
    st.button(_("Try again"), icon=":material/refresh:")


def script_error(error: Exception) -> bool:
    """For `st.App(on_script_error=...)`: the traceback goes to the log, a number that finds it there to the reader."""
    number = uuid.uuid4().hex[:6]
    log.error("page error %s", number, exc_info=error)
    st.error(
        _("This page met an error. Reload it; if it comes back, tell the administrator number **{number}**.").format(
            number=number
        ),
        icon=":material/error:",
    )
    return True
