"""The range that a cell must lie in, in words: what to do about a value out of range."""

from __future__ import annotations

from data.tables import TABLES, Column
from metrics.satisfaction.elements import ELEMENTS
from metrics.words import Words

_UNITS = {
    "orang": Words("orang", "people"),
    "kali": Words("kali", "times"),
    "rupiah": Words("rupiah", "rupiah"),
    "1/100 JP": Words("JP", "JP"),
}


def range_remedy(role: str, table: str = "") -> Words | None:
    """What to write in the column taken for `role`; None where no bounds are declared, or, without `table`, where they
    differ between tables."""
    if role in ELEMENTS:
        return Words(
            "Nilai unsur adalah 1, 2, 3 atau 4; kosongkan bila tidak dijawab (0 bukan kosong).",
            "An element is scored 1, 2, 3 or 4; leave it empty where not answered (0 is not empty).",
        )
    if role == "age_years":
        return Words("Umur adalah bilangan bulat 5 sampai 120 tahun.", "Age is a whole number of 5 to 120 years.")
    if table == "skm_published" and role == "value":
        return Words(
            "IKM adalah 25 sampai 100, nilai unsur 1 sampai 4. Perbaiki nilainya dalam berkas.",
            "IKM is 25 to 100, the score of an element 1 to 4. Mend the value in the file.",
        )
    name = "jp_hundredths" if role.startswith("duration") else role  # lengths are turned into JP before they are held
    said = {_said(column) for column in _declared(name, table)}
    return said.pop() if len(said) == 1 else None


def _declared(name: str, table: str) -> list[Column]:
    among = [TABLES[table]] if table else [t for t in TABLES.values() if t.importable]
    found = [c for t in among for c in t.columns if c.name == name]
    return [c for c in found if c.minimum is not None or c.maximum is not None]


def _said(column: Column) -> Words:
    parts = 100 if column.unit.startswith("1/100") else 1
    low, high = (None if bound is None else bound / parts for bound in (column.minimum, column.maximum))
    least, most = (None if bound is None else _number(bound, column.unit == "tahun") for bound in (low, high))
    unit = _UNITS.get(column.unit)
    of = Words(f" {unit.id}", f" {unit.en}") if unit else None
    if least and most:
        between = Words(f"{least.id} sampai {most.id}", f"{least.en} to {most.en}")
    elif least:
        between = Words(f"{least.id} atau lebih", f"{least.en} or more")
    else:
        assert most is not None  # columns without bounds are not asked about
        between = Words(f"paling banyak {most.id}", f"at most {most.en}")
    scale = low == 0 and high == 100 and not of
    own = (", atau menurut skala pada judul kolom", ", or on the scale that the header states") if scale else ("", "")
    return Words(
        f"Nilai yang diterima: {between.id}{of.id if of else ''}{own[0]}. Perbaiki nilainya dalam berkas.",
        f"Accepted are values of {between.en}{of.en if of else ''}{own[1]}. Mend the value in the file.",
    )


def _number(value: float, year: bool) -> Words:
    """A bound with separators of thousands, which a year has not, and with decimals only where it has some."""
    if year:
        return Words(f"{value:.0f}", f"{value:.0f}")
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    return Words(text.translate(str.maketrans(",.", ".,")), text)
