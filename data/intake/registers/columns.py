"""What each column of a file is, what its title rows say of every row, and which table it is."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from data.intake.header import Header
from data.intake.model import HIDDEN, PERSONAL, UNUSED, ColumnPlan, IntakeError, Notice, Question, RawTable
from data.intake.registers import index_sheet
from data.intake.registers.cells import nothing
from data.intake.text import is_blank, mask, normalise, shorten
from data.intake.vocabulary import words
from data.intake.vocabulary.registers import FOLLOWS, HEADING, LEVEL_OF, REGISTERS, manner, roles_of
from data.tables import ENUMERATIONS, TABLES
from metrics.words import Words

REPEATABLE = {*PERSONAL, UNUSED, "number", HEADING}
MEANING_OF: Mapping[str, Words] = {
    "dates": Words("Tanggal pelaksanaan (satu hari atau dari–sampai)", "Day or days it took place"),
    "last_access": Words("Akses terakhir, bila tanggal selesai kosong", "Last access, where the last day is empty"),
    "duration": Words("Lama (satuannya tertulis dalam sel)", "Length (its unit stands in the cell)"),
    "application": Words("Nomor permohonan atau antrean (tidak disimpan)", "Number of the application or ticket (not stored)"),
    "submitted_time": Words("Jam masuk atau ambil antrean", "Time of the application or ticket"),
    "called_time": Words("Jam dipanggil", "Time of the call"),
    "completed_time": Words("Jam selesai", "Time of completion"),
    "processing": Words("Lama proses (satuannya tertulis)", "Processing time (its unit is written)"),
    "status": Words("Status dengan kata bebas", "Status in free words"),
    "response_duration": Words("Lama sampai ditanggapi", "How long to the response"),
    "invited": Words("Peserta, bila jumlah hadir kosong", "Participants, where attendance is empty"),
    "term": Words("Masa berlaku", "Term"),
    "duration_minutes": Words("Lama dalam menit", "Length in minutes"),
    "duration_hours": Words("Lama dalam jam", "Length in hours"),
    "duration_days": Words("Lama dalam hari", "Length in days"),
    "birth_date": Words("Tanggal lahir (hanya tahunnya disimpan)", "Date of birth (only its year is stored)"),
    "year": Words("Tahun, bila bulan ditulis tanpa tahun", "Year, where the month is written without one"),
    "covers": Words("Rentang tanggal log", "Days that the log covers"),
    "used_on": Words("Tanggal atau waktu kegiatan (log harian)", "Day or time of the action (daily log)"),
    "used_time": Words("Jam kegiatan", "Time of the action"),
    "action": Words("Jenis kegiatan dalam log", "Kind of action in the log"),
    "due_on": Words("Batas waktu atau periode yang diisi", "Due date or period that is filled in"),
    "entered_by": Words("NIP yang memasukkan (tidak disimpan)", "NIP of who entered it (not stored)"),
    "answered_on": Words("Waktu pengisian (hanya triwulannya disimpan)", "When it was answered (only the quarter is stored)"),
    "certificate_number": Words("Nomor sertifikat (hanya ada atau tidaknya disimpan)", "Number of the certificate (only whether there is one is stored)"),
}  # fmt: skip


def loadable(table: str) -> tuple[str, ...]:
    """The roles a column may have when it is loaded into such a table, beside the personal and unused ones."""
    own = [c.name for c in TABLES[table].columns if c.name not in ("quarter", *FOLLOWS)]
    known = (r for r in manner(table).roles if r not in (HEADING, *PERSONAL) and _for_table(r, table) == r)
    return tuple(dict.fromkeys((*own, *known, "number")))


def meaning_of(role: str) -> Words | None:
    """What a role that is no column of a table says; None for any other."""
    return MEANING_OF.get(role) or index_sheet.meaning_of(role)


def _for_table(role: str, table: str) -> str:
    """The role as the table knows it. Tables share headers, and some have no column for one of them: it is not used; the
    number of a person stays personal."""
    if TABLES[table].has(role) or meaning_of(role) or role in REPEATABLE or role == "period":
        return role
    return "nip" if role == "staff" else UNUSED


def _role(parts: tuple[str, ...], heading: str, table: str) -> str:
    """The lowest line of a header that is known by itself, else together with the line or the heading above it."""
    if table == "digital_index" and (role := index_sheet.role_of((heading, *parts))):
        return role
    for part in reversed(parts):
        if (found := roles_of(part, table)) and found[0] != HEADING:
            return found[0]
    for joined in (" ".join(parts), f"{heading} {parts[-1]}" if heading and parts else ""):
        if joined and (found := roles_of(joined, table)) and found[0] != HEADING:
            return found[0]
    return UNUSED


def plan_columns(
    raw: RawTable, header: Header, table: str, chosen: Mapping[str, str], how: str = "officer"
) -> tuple[tuple[ColumnPlan, ...], tuple[Question, ...]]:
    """Role of each column; of several columns with one role the first that holds anything counts. Raises IntakeError."""
    allowed = {*loadable(table), *PERSONAL, UNUSED}
    for key, role in chosen.items():
        if role not in allowed and not (table == "digital_index" and index_sheet.meaning_of(role)):
            listed = ", ".join(sorted(allowed))
            raise IntakeError(
                Words(
                    f"“{role}” bukan peran kolom untuk {key}; pilihan: {listed}.",
                    f"“{role}” is no role of a column for {key}; choices: {listed}.",
                )
            )
    by_word = {key if key.startswith("#") else normalise(key): role for key, role in chosen.items()}
    columns: list[ColumnPlan] = []
    heading = ""
    for place, (parts, name) in enumerate(zip(header.texts, header.names, strict=True)):
        heading = parts[0] if len(parts) > 1 else heading
        said = by_word.get(f"#{place + 1}") or next(
            (by_word[n] for p in (name, *parts) if (n := normalise(p)) in by_word), ""
        )
        role = said or _for_table(_role(parts, heading, table), table)
        columns.append(ColumnPlan(place, name, role, how if said else "header"))
    return _first_of_each(raw, header, columns), ()


def _first_of_each(raw: RawTable, header: Header, columns: list[ColumnPlan]) -> tuple[ColumnPlan, ...]:
    """One column per role: what an officer said first, else the first that is not empty. The others are unused; a second
    column of personal data stays personal."""
    taken: dict[str, int] = {}
    for column in sorted(columns, key=lambda c: (c.how == "header", _empty(raw, c.place, header.first_row), c.place)):
        if column.role not in REPEATABLE:
            taken.setdefault(column.role, column.place)
    return tuple(
        c
        if c.role in REPEATABLE or taken[c.role] == c.place
        else replace(c, role="name" if c.role in HIDDEN else UNUSED)
        for c in columns
    )


def _empty(raw: RawTable, place: int, first_row: int) -> bool:
    column = raw.columns[place]
    return all(is_blank(text) for text in column.slice(first_row, 200).to_pylist())


def constants(header: Header, columns: tuple[ColumnPlan, ...], table: str, every: Mapping[str, str]) -> dict[str, str]:
    """What the officer (`every`) or the title rows say of every row, by role: "Nama Pelatihan : Bimtek E-Office". A column
    wins over both. Raises IntakeError where the officer names what is not asked of that table."""
    there = {c.role for c in columns}
    for role in every:
        if role not in _ASKED.get(table, ()):
            listed = ", ".join(_ASKED.get(table, ())) or "-"
            raise IntakeError(
                Words(
                    f"“{role}” tidak dapat diberikan untuk semua baris {table}; pilihan: {listed}.",
                    f"“{role}” cannot be given for all rows of {table}; choices: {listed}.",
                )
            )
    found = {role: text for role, text in every.items() if role not in there}
    if not manner(table).titled:
        return found
    for title, text in header.stated:
        role = _for_table(next(iter(roles_of(title, table)), UNUSED), table)
        if (
            role != UNUSED
            and not role.startswith(LEVEL_OF)
            and role not in {*there, *HIDDEN, *REPEATABLE, "city", "unit", "period"}
        ):
            found.setdefault(role, text)
    return found


def fits(header: Header, table: str) -> int:
    """How many different roles of a table the header and the title rows name; 0 where its signature is not met."""
    known = manner(table)
    below = {role for parts in header.texts for role in [_role(parts, "", table)]}
    stated = {role for title, _ in header.stated for role in roles_of(title, table)}
    roles = index_sheet.counted(below | stated) - {UNUSED, HEADING}
    met = all(group & roles for group in known.signature) and not known.without & below
    return len(roles - {"number"}) if met and len(roles) >= known.least else 0


def likeliest(headers: Mapping[str, Header]) -> tuple[tuple[str, int], ...]:
    """The tables that a file may be, best first, with how well they fit; `headers` is the header as each finds it."""
    scores = [(table, fits(headers[table], table)) for table in REGISTERS if table in headers]
    return tuple(sorted((s for s in scores if s[1]), key=lambda s: -s[1]))


def names_only(name: str) -> Words:
    """There is no number by which a person could be known."""
    return Words(
        f"{name} hanya menyebut nama, tanpa NIP. Nama tidak dapat membedakan orang dan tidak pernah disimpan. Tambahkan "
        "kolom NIP (18 angka, sebagai teks), misalnya dengan VLOOKUP dari daftar pegawai BKPSDM, lalu muat lagi.",
        f"{name} names people without a NIP. A name does not tell people apart and is never stored. Add a column NIP (18 "
        "digits, as text), for example by VLOOKUP from BKPSDM's staff list, and load the file again.",
    )


_DATED: Mapping[str, tuple[str, ...]] = {
    "employee": ("valid_from",),
    "training_programme": ("period",),
    "training_participation": ("ended_on", "started_on", "dates", "last_access"),
    "skill_assessment": ("assessed_on",),
    "performance_review": ("period",),
    "service_transaction": ("submitted_on", "submitted_time"),
    "complaint": ("received_on",),
    "activity": ("held_on",),
    "innovation": ("idea_on",),
    "partnership": ("period",),
    "digital_index": ("period",),
    "deployment": ("launched_on",),
    "pulse_response": ("answered_on", "period"),
}


def dated(table: str, columns: tuple[ColumnPlan, ...], stated_: Mapping[str, str]) -> bool:
    """Whether the rows or a title row say when they were; else the period of the file is needed."""
    roles = {c.role for c in columns} | set(stated_)
    return table not in _DATED or not roles.isdisjoint(_DATED[table])


# What a required column may be made from where the file lacks it; see `across` and `training`.
_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "ended_on": _DATED["training_participation"],
    "training_kind": ("title",),
    "valid_from": (),
    "completed": (),
    "submitted_on": _DATED["service_transaction"],
    "activity_kind": ("title",),
    "attendance": ("invited",),
    "partner_type": ("partner_name",),
    "started_on": ("term",),
    "regime": (),
    "assessor": tuple(index_sheet.OF_ASSESSOR),
    "level": tuple(index_sheet.OF_ASSESSOR),
    "system": ("title",),
    "month": ("used_on",),
    "active_days": ("used_on",),
}
# What the officer is asked where no row and no title says it: for every row of the file.
_ASKED: Mapping[str, tuple[str, ...]] = {
    "deployment": ("system",),
    "usage_month": ("system", "month"),
    "pulse_response": ("system",),
    "complaint": ("complaint_kind",),
}
_WHICH = {
    "system": Words(
        "Berkas tidak menyebut sistemnya. Sistem mana?",
        "The file does not name the system. Which system?",
    ),
    "complaint_kind": Words(
        "Berkas tidak menyebut jenis pengaduan, yang menentukan batas waktunya. Jenis apa semuanya?",
        "The file does not say of what kind the complaints are, which sets the time allowed. Of what kind are they all?",
    ),
}
# Nobody must guess: a dash stays what a dash in a cell is, no value.
_OR_UNKNOWN = {"complaint_kind": (("-", Words("Tidak diketahui", "Not known")),)}
_MONTHS_BACK = 36


def lacking(table: str, columns: tuple[ColumnPlan, ...], constants_: Mapping[str, str]) -> tuple[Notice, ...]:
    """Required columns that no column of the file was taken for: without them no row can be accepted."""
    roles = {c.role for c in columns} | set(constants_)
    if table == "digital_index":
        roles |= index_sheet.said_by(columns)
    asked = _ASKED.get(table, ())
    missing = [
        column.label
        for column in TABLES[table].columns
        if column.required
        and column.name not in ("city", "unit", "programme", "quarter", *asked, *roles)
        and (column.name not in _INSTEAD or (_INSTEAD[column.name] and roles.isdisjoint(_INSTEAD[column.name])))
    ]
    if not missing:
        return ()
    listed = Words(", ".join(w.id for w in missing), ", ".join(w.en for w in missing))
    return (
        Notice(
            "lacking",
            Words(
                f'Kolom wajib yang tidak dikenali: {listed.id}. Tunjuk kolomnya (pada halaman, atau --map "JUDUL=PERAN").',
                f'Required columns that were not recognised: {listed.en}. Say which they are (on the page, or --map "HEADER=ROLE").',
            ),
        ),
    )


def unsaid(
    table: str, columns: tuple[ColumnPlan, ...], constants_: Mapping[str, str], today: date
) -> tuple[Question, ...]:
    """What must be known of every row and no row says: which system, which month; of what kind, or that nobody knows."""
    roles = {c.role for c in columns} | set(constants_)
    asked = [role for role in _ASKED.get(table, ()) if role not in roles and roles.isdisjoint(_INSTEAD.get(role, ()))]
    return tuple(_question(role, today) for role in asked)


def _question(role: str, today: date) -> Question:
    if role in _WHICH:
        options = tuple((level.key, level.words) for level in ENUMERATIONS[role].levels)
        return Question(f"every:{role}", _WHICH[role], (*options, *_OR_UNKNOWN.get(role, ())))
    now = today.year * 12 + today.month - 1
    why = Words("Berkas tidak menyebut bulannya. Bulan mana?", "The file does not name the month. Which month?")
    return Question(f"every:{role}", why, tuple(map(_month, range(now, now - _MONTHS_BACK, -1))))


def _month(number: int) -> tuple[str, Words]:
    """A month, counted from the year 0, as it is given and as it is read."""
    year, month = number // 12, number % 12 + 1
    named = str(words()["months"][str(month)][0]).capitalize()
    return f"{year}-{month:02d}", Words(f"{named} {year}", f"{month_name[month]} {year}")


def stated(constants_: Mapping[str, str]) -> tuple[Notice, ...]:
    """What was taken from title rows for every row."""
    told = [text for text in constants_.values() if not nothing(text)]
    if not told:
        return ()
    listed = ", ".join(f"“{shorten(mask(text), 60)}”" for text in told)
    return (
        Notice(
            "stated",
            Words(
                f"Diambil dari baris judul untuk semua baris: {listed}.",
                f"Taken from title rows for every row: {listed}.",
            ),
        ),
    )
