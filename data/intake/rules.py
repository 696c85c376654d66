"""The rules a row must pass, in the order they are tried; a row is rejected whole on the first it fails."""

from __future__ import annotations

from collections.abc import Mapping

from data.intake.ranges import range_remedy
from data.intake.registers.rules import REGISTER_RULES
from data.intake.rule import Rule
from data.intake.vocabulary import standard_labels
from data.tables import ENUMERATIONS, TABLES, Enumeration
from metrics.satisfaction.elements import ELEMENTS
from metrics.words import Words

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            "extra_cells",
            Words("Baris lebih panjang dari judul", "Row longer than the header"),
            Words(
                "Ada isi di luar kolom berjudul; biasanya ada pemisah di dalam jawaban. Apit jawaban itu dengan tanda kutip.",
                "There is text beyond the last column; usually a separator inside an answer. Put that answer in quotes.",
            ),
        ),
        Rule(
            "unknown_city",
            Words("Kota tidak dikenal", "Unknown city"),
            Words("Tulis nama kota seperti pada daftar kota.", "Write the city as in the list of cities."),
        ),
        Rule(
            "wrong_city",
            Words("Kota lain", "Another city"),
            Words("Baris ini milik kota lain; muat terpisah.", "The row belongs to another city; load it apart."),
        ),
        Rule(
            "unknown_unit",
            Words("Unit tidak dikenal", "Unknown unit"),
            Words(
                "Perbaiki nama unit, pilih unit yang dimaksud, atau tambahkan sebagai unit baru.",
                "Mend the name of the unit, choose the unit meant, or add it as a new unit.",
            ),
        ),
        Rule(
            "wrong_unit",
            Words("Unit lain", "Another unit"),
            Words("Baris ini milik unit lain; muat terpisah.", "The row belongs to another unit; load it apart."),
        ),
        Rule(
            "bad_date",
            Words("Tanggal tidak mungkin", "Impossible date"),
            Words(
                "Tulis tanggal yang benar, misalnya 2 Juli 2026 atau 02/07/2026, tidak sebelum 2000 dan tidak di masa depan.",
                "Write a true date, such as 2 Juli 2026 or 02/07/2026, not before 2000 and not in the future.",
            ),
        ),
        Rule(
            "missing_date",
            Words("Tanggal kosong", "No date"),
            Words("Isi tanggalnya, atau beri periode berkas.", "Fill in the date, or give the period of the file."),
        ),
        Rule(
            "missing_value",
            Words("Isian wajib kosong", "Required cell empty"),
            Words("Isi kolom ini.", "Fill in this column."),
        ),
        Rule(
            "out_of_range",
            Words("Nilai di luar batas", "Value out of range"),
            Words("Perbaiki nilainya dalam berkas.", "Mend the value in the file."),
        ),
        Rule(
            "invalid_label",
            Words("Isian tidak dikenal", "Unknown entry"),
            Words("Perbaiki tulisannya.", "Mend the spelling."),
        ),
        *REGISTER_RULES,
        Rule(
            "no_answer",
            Words("Tanpa jawaban", "No answer"),
            Words(
                "Tidak satu pun pertanyaan dijawab; hapus baris ini atau lengkapi jawabannya.",
                "Not one question is answered; delete the row or complete it.",
            ),
        ),
        Rule(
            "duplicate",
            Words("Baris ganda", "Duplicate row"),
            Words(
                "Semua isinya sama dengan baris sebelumnya, yang sudah dihitung sekali.",
                "All it says equals an earlier row, which is counted once already.",
            ),
        ),
    )
}
RULE_CODES: tuple[str, ...] = tuple(RULES)
_OF_COLUMNS = {c.name: c.levels for table in TABLES.values() for c in table.columns if c.levels is not None}


def enumeration_of(role: str) -> Enumeration | None:
    """The enumeration whose levels a column taken for `role` holds; None where it holds none."""
    return ENUMERATIONS.get(role) or _OF_COLUMNS.get(role)


def remedy(rule: str, role: str = "", like: str = "", table: str = "") -> Words:
    """What to do about a value that broke `rule` in the column taken for `role`; `like` names a near known value."""
    general = RULES[rule].remedy
    if rule == "out_of_range":
        return range_remedy(role, table) or general
    if rule != "invalid_label":
        hint = (f" Mirip: {like}.", f" Like: {like}.") if like else ("", "")
        return Words(general.id + hint[0], general.en + hint[1])
    if role in ELEMENTS:
        known = ", ".join(f"{label} ({score})" for score, label in enumerate(standard_labels(role), start=1))
    elif (enumeration := enumeration_of(role)) is not None:
        known = ", ".join(level.words.id for level in enumeration.levels)
    elif role == "age_years":
        known = "24, 20-29, > 50"
    else:
        return range_remedy(role, table) or general  # a word where a number is asked for
    if like:
        return Words(
            f"Mungkin maksudnya “{like}”. Pilihan: {known}; kosongkan bila tidak dijawab.",
            f"Perhaps “{like}” is meant. Choices: {known}; leave empty where not answered.",
        )
    return Words(
        f"Tulis salah satu: {known}; kosongkan bila tidak dijawab.",
        f"Write one of: {known}; leave empty where not answered.",
    )
