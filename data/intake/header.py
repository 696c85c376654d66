"""Finds the header of a table under its title rows, and the facts that the title rows state."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from data.intake.model import IntakeError, RawTable
from data.intake.text import is_blank, normalise
from data.intake.vocabulary import roles_of, words
from data.intake.vocabulary.registers import REGISTERS
from metrics.satisfaction.elements import ELEMENTS
from metrics.words import Words

HEAD_ROWS = 80
LONGEST_HEADER = 1000
_FACT = re.compile(r"^\s*([^:=]{2,60}?)\s*[:=]\s*(.*)$", re.DOTALL)


@dataclass(frozen=True)
class Header:
    """`texts`: per column the parts of its header from top to bottom; `first_row`: place of the first row below it."""

    texts: tuple[tuple[str, ...], ...]
    top: int
    first_row: int
    facts: dict[str, str] = field(default_factory=dict)  # unit, city, period, service -> as written above the table
    titles: tuple[str, ...] = ()  # other texts above the table
    stated: tuple[tuple[str, str], ...] = ()  # every "title : text" above the table
    table: str = ""  # the table whose headers were looked for; "": the survey's

    @property
    def names(self) -> tuple[str, ...]:
        """One name per column, for people: the lowest part that says something, numbered where columns repeat."""
        names: list[str] = []
        for place, parts in enumerate(self.texts):
            known = [p for p in parts if roles_of(p, self.table)]
            name = " ".join((known[-1] if known else parts[-1] if parts else f"kolom {place + 1}").split())
            names.append(name if name not in names else f"{name} ({place + 1})")
        return tuple(names)

    @property
    def shape(self) -> str:
        """Hash of the normalised header: files of one form share it."""
        text = "\x1e".join("\x1f".join(map(normalise, parts)) for parts in self.texts)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def _filled(row: list[str]) -> list[str]:
    return [cell for cell in row if not is_blank(cell)]


def _known(row: list[str], table: str = "") -> int:
    return sum(bool(roles_of(cell, table)) for cell in row if len(cell) <= LONGEST_HEADER and not is_blank(cell))


def _like_header(row: list[str], table: str) -> bool:
    filled = _filled(row)
    return bool(filled) and _known(row, table) > 0.6 * len(filled)


def _count_up(row: list[str]) -> bool:
    """True for a row that numbers the columns or the elements: 1 2 3 ... or (1) (2) (3)."""
    filled = [cell.strip().strip("()").strip() for cell in _filled(row)]
    return len(filled) >= 6 and filled == [str(n) for n in range(1, len(filled) + 1)]


def find_header(raw: RawTable, table: str = "") -> Header:
    """The header of the table, in the words of a staff table or (table = "") of the survey: the row of the first eighty with most known headers, and its lines above and below.

    A line belongs to the header while most of its cells are known headers; a line that only numbers the columns is
    skipped. Raises IntakeError when no row has two known headers.
    """
    rows = raw.head(HEAD_ROWS)
    known = [_known(row, table) for row in rows]
    main = max(range(len(rows)), key=lambda i: (known[i], -i), default=-1)
    if main < 0 or known[main] < 2:
        raise IntakeError(
            _no_staff_header(raw.name)
            if table in REGISTERS
            else Words(
                f"{raw.name}: baris judul kolom tidak ditemukan dalam {HEAD_ROWS} baris pertama. Beri kolom nama unsur "
                "(Persyaratan, Prosedur, ...), pertanyaan kuesioner baku, atau U1 sampai U9.",
                f"{raw.name}: no row of column names in the first {HEAD_ROWS} rows. Name the columns by element "
                "(Persyaratan, Prosedur, ...), by the standard questions, or U1 to U9.",
            )
        )
    top = main
    while top > 0 and _like_header(rows[top - 1], table):
        top -= 1
    bottom = main
    while bottom + 1 < len(rows) and (_like_header(rows[bottom + 1], table) or _count_up(rows[bottom + 1])):
        bottom += 1
    block = [_numbered(row, rows[top:i]) for i, row in enumerate(rows[top : bottom + 1], start=top)]
    texts = tuple(
        tuple(dict.fromkeys(row[place].strip() for row in block if not is_blank(row[place])))
        for place in range(len(raw.columns))
    )
    facts, titles, stated = _facts(rows[:top])
    return Header(texts, top, bottom + 1, facts, titles, stated, table)


def _no_staff_header(name: str) -> Words:
    return Words(
        f"{name}: baris judul kolom tidak ditemukan dalam {HEAD_ROWS} baris pertama. Beri judul kolom seperti NIP, Unit Kerja, "
        "Nama Pelatihan, Tanggal Selesai, JP.",
        f"{name}: no row of column names in the first {HEAD_ROWS} rows. Name the columns, such as NIP, Unit Kerja, Nama "
        "Pelatihan, Tanggal Selesai, JP.",
    )


def _numbered(row: list[str], above: list[list[str]]) -> list[str]:
    """A header line of bare numbers: 1 to 9 under one heading number the elements; else they number the columns."""
    if not _count_up(row):
        return row
    places = [i for i, cell in enumerate(row) if not is_blank(cell)]
    named = {role for line in above for i in places for role in roles_of(line[i])}
    if len(places) == 9 and len(row) > 9 and not named - {"heading"} and not named & set(ELEMENTS):
        return [f"U{cell.strip().strip('()').strip()}" if i in places else cell for i, cell in enumerate(row)]
    return [""] * len(row)


def _facts(rows: list[list[str]]) -> tuple[dict[str, str], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Facts ("Unit Pelayanan : DPMPTSP", in one cell or several) other texts, and every "title : text" of the rows above the header."""
    kinds = {key: kind for kind, keys in words()["facts"].items() for key in keys}
    facts: dict[str, str] = {}
    titles: list[str] = []
    stated: list[tuple[str, str]] = []
    for row in rows:
        cells = _filled(row)
        i = 0
        while i < len(cells):
            match = _FACT.match(cells[i])
            key, value = (match[1], match[2]) if match else (cells[i], "")
            behind = cells[i + 1].lstrip(" :=") if i + 1 < len(cells) else ""
            if text := value.strip() or behind.strip():
                stated.append((key.strip(), text))
            kind = kinds.get(normalise(key))
            if kind is None:
                titles.append(cells[i].strip())
            else:
                while is_blank(value) and i + 1 < len(cells):
                    i += 1
                    value = cells[i].lstrip(" :=")
                if kind == "period":
                    value = (
                        f"{facts.get(kind, '')} {key} {value}"  # "Triwulan : III" and "Tahun : 2026" belong together
                    )
                if not is_blank(value) and (kind == "period" or kind not in facts):
                    facts[kind] = value.strip()
            i += 1
    return facts, tuple(titles), tuple(stated)
