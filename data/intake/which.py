"""Which table a file is loaded into: what the officer says, else what its header shows."""

from __future__ import annotations

from data.intake.header import Header, find_header
from data.intake.model import IntakeError, Question, RawTable
from data.intake.registers.columns import likeliest
from data.intake.vocabulary import roles_of
from data.intake.vocabulary.registers import REGISTERS
from data.tables import TABLES
from metrics.satisfaction.elements import ELEMENTS
from metrics.words import Words


def table_of(raw: RawTable, asked: str) -> tuple[str, Header, tuple[Question, ...]]:
    """(table, its header, the question where several staff tables fit alike). Raises IntakeError without any header.

    A staff table is taken when its signature is met and it explains more columns than the survey's elements do: a log of
    trainings has "Biaya" and "Waktu" too.
    """
    if asked:
        _refuse_unknown(asked)
        return asked, find_header(raw, asked), ()
    headers: dict[str, Header] = {}
    refused: IntakeError | None = None
    for table in ("", *REGISTERS):
        try:
            headers[table] = find_header(raw, table)
        except IntakeError as error:
            refused = refused or error
    staff = likeliest(headers)
    survey = headers.get("")
    elements = _elements(survey) if survey else 0
    if staff and staff[0][1] > elements:
        alike = [table for table, score in staff if score == staff[0][1]]
        return staff[0][0], headers[staff[0][0]], (_which(raw.name, alike),) if len(alike) > 1 else ()
    if survey is None:
        assert refused is not None, "a header that was not found was refused"
        raise refused
    return _of_survey(survey), survey, ()


def _refuse_unknown(asked: str) -> None:
    if asked not in TABLES or not TABLES[asked].importable:
        known = ", ".join(name for name, table in TABLES.items() if table.importable)
        raise IntakeError(
            Words(f"Tidak ada tabel “{asked}”; pilihan: {known}.", f"There is no table “{asked}”; choices: {known}.")
        )


def _roles(header: Header) -> set[str]:
    return {role for parts in header.texts for part in parts for role in roles_of(part)}


def _elements(header: Header) -> int:
    roles = _roles(header)
    return len(roles & set(ELEMENTS)) + sum(r.startswith("position:") for r in roles)


def _of_survey(header: Header) -> str:
    """The survey itself, figures published of it, or events."""
    roles = _roles(header)
    if _elements(header) >= 2:
        return "skm_response"
    if "value" in roles and roles & {"source", "rule"}:
        return "skm_published"
    if roles & {"happened_on", "answered_on"} and "title_id" in roles:
        return "event"
    return "skm_response"


def _which(name: str, tables: list[str]) -> Question:
    return Question(
        "table",
        Words(
            f"{name} dapat dibaca sebagai beberapa tabel. Yang mana?",
            f"{name} can be read as several tables. Which one?",
        ),
        tuple((table, TABLES[table].label) for table in tables),
    )
