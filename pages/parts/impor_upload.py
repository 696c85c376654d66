"""The place to put a file, and what is said while a long one is worked on."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from pages.parts import impor_work, words
from pages.parts.words import _

# Streamlit's own uploader speaks English only.
_CSS = """
<style>
[data-testid="stFileUploaderDropzone"] button[data-testid="stBaseButton-secondary"] p,
[data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button[data-testid="stBaseButton-secondary"] p::after {
  content: "CHOOSE"; font-size: 1rem;
}
[data-testid="stFileUploaderDropzoneInstructions"] span { white-space: normal; }
[data-testid="stFileUploaderDropzoneInstructions"] span::after { content: "DROP"; font-size: .875rem; }
</style>
"""


def show() -> UploadedFile | None:
    """The uploader; the file in it, if there is one."""
    most = words.number(st.get_option("server.maxUploadSize"))
    drop = _("or drop it here · up to {n} MB").format(n=most)
    st.html(_CSS.replace("CHOOSE", _("Choose a file")).replace("DROP", drop))
    # No `type=`: what is no table is refused by the intake, in the reader's language and with what to do.
    return st.file_uploader(
        _(
            "A file of surveys, staff, services, complaints, activities, cooperation, digital systems or the digital index (csv, xlsx, xls, ods), as the office or the form gave it"
        ),
        key=impor_work.uploader_key(),
    )


def progress(size: int, text: str) -> AbstractContextManager[Any]:
    """Says what is going on while a long file is worked on; a short one is done before it could be read."""
    return st.spinner(text, show_time=True) if size > impor_work.LONG else nullcontext()


def welcome() -> None:
    """What kind of files there may be, before there is one."""
    st.markdown(
        "\n".join(
            (
                "- " + _("Google Forms exports, recapitulations per respondent, exports of survey applications: the header is found under title rows, columns are known by their names or questions."),
                "- " + _("Staff registers, training plans and logs, e-learning exports, skill assessments, e-kinerja recaps, sanctions: the register first, for people are known by their NIP, which is kept as a code that nobody can turn back."),
                "- " + _("Registers of applications and of complaints, lists of activities, innovations and agreements, sheets of the digital index (SPBE, Pemdi): totals at the foot are passed over."),
                "- " + _("Digital systems: their list, where they were brought in, monthly exports or daily logs of their use, and the survey below. A daily log is added up by month."),
                "- " + _("What the file does not say is asked: city, unit, period, the order of elements 8 and 9. Nothing is guessed and nothing is changed silently."),
                "- " + _("Every rejected row comes back with its line, its reason and what to do. Names, telephone numbers, NIK and addresses are never stored."),
            )
        )
    )  # fmt: skip
