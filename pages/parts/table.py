"""The table twin of a chart: the same numbers to read, sort and take along as csv or xlsx.

    from pages.parts import table
    table.twin("trend", frame, [table.text("place", _("Place")), table.figure("value", "IKM", 2)], about, title=...)

A file says what it is: its first lines carry title, filter in words, data date, version, n, rule and the mark of
synthetic data, above the same rows as on the screen. What is not shown is an empty cell there, with its mark and reason
in a column of its own: never a zero. Files are made when somebody asks for one, and text that a spreadsheet would take
for a formula is written as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

import pandas as pd
import streamlit as st

from metrics.metric import State
from metrics.words import Language
from pages.parts import words
from pages.parts.words import _

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME_WIDTH = 170
SHARE_PLACES = 4  # of a share in a file: 0.9987 is not yet 1
ROW_HEIGHT, MOST_ROWS = 30, 14  # beyond so many rows the table scrolls in its own frame


@dataclass(frozen=True)
class Column:
    """One column: the frame's name for it, the reader's, and how its values are written."""

    name: str
    label: str
    decimals: int | None = None  # None: text
    sign: bool = False
    share: bool = False  # 0-1, read as a percentage
    width: int | None = None  # in pixels; None: as the table divides its room

    @property
    def places(self) -> int:
        """Decimals in a file: those of the screen, and for a share enough to compute with."""
        return SHARE_PLACES if self.share else self.decimals or 0

    def shown(self, value: Any) -> str:
        """The value as the screen says it; empty where there is none."""
        if words.missing(value):
            return ""
        if self.decimals is None:
            return str(value)
        if self.share:
            return words.percent(value, self.decimals)
        return (words.signed if self.sign else words.number)(value, self.decimals)

    def written(self, value: Any) -> Any:
        """The value as a file holds it: a decimal number with `places` decimals, text, or None."""
        if words.missing(value):
            return None
        if self.decimals is None:
            return str(value)
        rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        return rounded if rounded else abs(rounded)  # no negative zero


def text(name: str, label: str, width: int | None = None) -> Column:
    """A column of text."""
    return Column(name, label, width=width)


def figure(
    name: str, label: str, decimals: int, *, sign: bool = False, share: bool = False, width: int | None = None
) -> Column:
    """A column of numbers; `sign` for changes, `share` for percentages."""
    return Column(name, label, decimals, sign, share, width)


@dataclass(frozen=True)
class About:
    """What a file must say about itself."""

    title: str
    facts: tuple[tuple[str, str | int], ...]  # label, fact: filter, period, data date, version, n (a number), rule
    synthetic: bool
    stem: str  # file name without its ending
    minimum: int | None = None  # the smallest group that is shown; None: that of citizens


def with_state(frame: pd.DataFrame, columns: Sequence[Column], about: About) -> tuple[pd.DataFrame, list[Column]]:
    """Adds the column that says why a value is missing, where one is."""
    if "state" not in frame or (frame["state"] == State.SHOWN).all():
        return frame, list(columns)
    marks = [f"{words.state_mark(s)} {words.state_reason(s, about.minimum)}".strip() for s in frame["state"]]
    return frame.assign(remark=marks), [*columns, text("remark", _("Remark"))]


def lines(about: About) -> list[tuple[str, str | int]]:
    """The lines above the table in a file."""
    head: list[tuple[str, str | int]] = [(about.title, "")]
    if about.synthetic:
        head.append((_("SAMPLE DATA: invented answers, not for decisions"), ""))
    return [*head, *about.facts]


def as_csv(frame: pd.DataFrame, columns: Sequence[Column], about: About) -> bytes:
    """UTF-8 with BOM; semicolons and decimal commas for Indonesian readers, as their spreadsheet expects."""
    frame, columns = with_state(frame, columns, about)
    comma = words.language() == "id"
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if comma else ",")
    for label, fact in lines(about):
        said = fact if isinstance(fact, int) else harmless(fact)
        writer.writerow([harmless(label)] if fact == "" else [harmless(label), said])
    writer.writerow([])
    writer.writerow([harmless(column.label) for column in columns])
    for row in frame[[column.name for column in columns]].itertuples(index=False):
        cells = []
        for column, value in zip(columns, row, strict=True):
            cell = column.written(value)
            if isinstance(cell, str):
                cells.append(harmless(cell))
            else:
                plain = "" if cell is None else f"{cell:f}"
                cells.append(plain.replace(".", ",") if comma else plain)
        writer.writerow(cells)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(frame: pd.DataFrame, columns: Sequence[Column], about: About) -> bytes:
    """One sheet: what it is, then the table with real numbers in the formats of the screen."""
    frame, columns = with_state(frame, columns, about)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    import xlsxwriter  # no page waits for what only a download needs

    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Pantau")
        bold, head = book.add_format({"bold": True}), book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        formats = [book.add_format({"num_format": _number_format(column)}) for column in columns]
        count = book.add_format({"num_format": "#,##0", "align": "left"})
        top = lines(about)
        for i, (label, fact) in enumerate(top):
            sheet.write_string(i, 0, label, bold if fact == "" else None)
            if isinstance(fact, int):
                sheet.write_number(i, 1, fact, count)
            elif fact:
                sheet.write_string(i, 1, fact)
        start = len(top) + 1
        for j, column in enumerate(columns):
            sheet.write_string(start, j, column.label, head)
        for i, row in enumerate(frame[[column.name for column in columns]].itertuples(index=False), start + 1):
            for j, (column, value) in enumerate(zip(columns, row, strict=True)):
                cell = column.written(value)
                if isinstance(cell, str):
                    sheet.write_string(i, j, cell)
                elif cell is not None:
                    sheet.write_number(i, j, cell, formats[j])
        sheet.freeze_panes(start + 1, 1)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, max(1, len(columns) - 1), 16)
    return out.getvalue()


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: what starts like one gets a leading apostrophe."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _number_format(column: Column) -> str:
    if column.decimals is None:
        return "@"
    places = column.places - 2 if column.share else column.places  # a percentage shows two decimals less
    digits = "0." + "0" * places if places else "0"
    if column.share:
        return f"{digits}%"
    digits = f"#,##{digits}"
    return f"+{digits};-{digits};{digits}" if column.sign else digits


def _later(
    made: Callable[[pd.DataFrame, Sequence[Column], About], bytes],
    frame: pd.DataFrame,
    columns: Sequence[Column],
    about: About,
    language: Language,
) -> Callable[[], bytes]:
    """Makes the file when it is asked for; Streamlit does so on another thread, which knows no reader's language."""

    def make() -> bytes:
        with words.speaking(language):
            return made(frame, columns, about)

    return make


def twin(
    key: str, frame: pd.DataFrame | Callable[[], pd.DataFrame], columns: Sequence[Column], about: About, *, title: str
) -> None:
    """A folded table under its chart; drawn only while it is open, and until then a frame need not be made."""
    folded = st.expander(title, key=f"table_{key}", icon=":material/table_rows:", on_change="rerun", type="compact")
    if folded.open:
        with folded:
            show(key, frame() if callable(frame) else frame, columns, about)


def _config(column: Column, first: bool) -> Any:
    if column.decimals is not None:
        return st.column_config.Column(width=column.width)
    return st.column_config.TextColumn(pinned=first, width=column.width or (NAME_WIDTH if first else None))


def show(key: str, frame: pd.DataFrame, columns: Sequence[Column], about: About) -> None:
    """The table and its two downloads."""
    listed, wider = with_state(frame, columns, about)
    names = {column.name: column.label for column in wider}
    numbers = {column.label: column.shown for column in wider if column.decimals is not None}
    printed = listed[list(names)].rename(columns=names).reset_index(drop=True)
    st.dataframe(
        printed.style.format(numbers, na_rep=""),
        hide_index=True,
        height=ROW_HEIGHT * (min(len(printed), MOST_ROWS) + 1) + 3,
        row_height=ROW_HEIGHT,
        placeholder="",
        column_config={column.label: _config(column, i == 0) for i, column in enumerate(wider) if column.decimals is None or column.width},
        alt=about.title,
    )  # fmt: skip
    files: tuple[tuple[Literal["csv", "xlsx"], Callable[..., bytes], str], ...] = (
        ("xlsx", as_xlsx, XLSX),
        ("csv", as_csv, "text/csv"),
    )
    with st.container(horizontal=True, gap="xsmall"):
        for ending, made, mime in files:
            st.download_button(
                ending,
                _later(made, frame, columns, about, words.language()),
                file_name=f"{about.stem}.{ending}",
                mime=mime,
                key=f"download_{key}_{ending}",
                on_click="ignore",
                icon=":material/download:",
                help=_("Download this table as {ending}").format(ending=ending),
            )
