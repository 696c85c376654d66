"""The sheet into which paper forms are keyed: the headers that the import knows, with the choices of each column."""

from __future__ import annotations

import io

import xlsxwriter

from data.survey_form.content import Form
from metrics.resistance.terms import HIGHEST, LOWEST
from metrics.words import Words

ROWS = 2000  # as many forms as one sheet takes
DAY = Words("Tanggal pengisian", "Date")
_SHEETS = Words("Isian", "Answers"), Words("Pilihan", "Choices")
_WIDE, _NARROW = 34, 16


def sheet(form: Form) -> bytes:
    """A workbook: one row per paper form, one column per question, dates and scores checked while they are typed."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    entries, choices = (book.add_worksheet(name[form.language]) for name in _SHEETS)
    choices.hide()  # the import reads visible sheets only
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#F5F7FA", "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    headers = [DAY[form.language], *(c.title for c in form.choices), *form.statements]
    for place, header in enumerate(headers):
        entries.write_string(0, place, header, bold)
    entries.set_column(0, 0, _NARROW, day)
    for place, choice in enumerate(form.choices, 1):
        for at, option in enumerate(choice.options):
            choices.write_string(at, place, option)
        letter = chr(ord("A") + place)
        source = f"='{_SHEETS[1][form.language]}'!${letter}$1:${letter}${len(choice.options)}"
        entries.data_validation(1, place, ROWS, place, {"validate": "list", "source": source})
        entries.set_column(place, place, _WIDE)
    first = 1 + len(form.choices)
    scores = {"validate": "integer", "criteria": "between", "minimum": LOWEST, "maximum": HIGHEST}
    entries.data_validation(1, first, ROWS, len(headers) - 1, scores)
    entries.set_column(first, len(headers) - 1, _NARROW)
    entries.freeze_panes(1, 1)
    book.close()
    return buffer.getvalue()
