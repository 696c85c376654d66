"""The kinds of files the survey is given out as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data.survey_form.content import Form
from data.survey_form.google import apps_script
from data.survey_form.printed import printed
from data.survey_form.sheet import sheet
from metrics.words import Language


@dataclass(frozen=True)
class Kind:
    """One kind of file: its ending, its type, and what makes it."""

    ending: str
    mime: str
    content: Callable[[Form], bytes]


KINDS: Mapping[str, Kind] = {
    "print": Kind("html", "text/html", lambda form: printed(form).encode()),
    "google": Kind("gs", "text/plain", lambda form: apps_script(form).encode()),
    "sheet": Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet),
}


def name(kind: str, city: str, language: Language) -> str:
    """What the file is called."""
    return f"survei-sistem-{city}-{language}.{KINDS[kind].ending}"
