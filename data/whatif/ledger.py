"""The ledger of scenarios: kept by name with author, time and the version of the data they were answered on.

Each save is a row of its own, so two planners who save at once lose nothing. A scenario never changes: what is edited is
saved anew, and only its name and whether it is archived can be changed later. Who may see less than the one who saved
sees it where it is about nothing beyond what they may see, without its figures: these may rest on more. It is about the period that it was answered for, whatever came later, and
about the places that could be seen then, whoever opens it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from data import whatif
from data.selection import EVERYTHING, Scope
from data.store import Store
from data.whatif import elements, within
from data.whatif.scenario import Refused, Scenario
from metrics.periods import QUARTERS_IN, format_code

_COLUMNS = "id, name, author, saved_at, scope, version, archived, scenario, result"
_ABOUT = ("tool", "evidence", "version", "period", "outcome")  # what of an answer is no figure
LONGEST_NAME, LONGEST_AUTHOR = 120, 80


@dataclass(frozen=True)
class Entry:
    """One kept scenario with the answer it had. `version`: of the data then; `scope`: of the one who saved it.

    told: whether the reader may see that answer; where not, `result` holds only what it is about.
    """

    id: str
    name: str
    author: str
    saved_at: datetime
    scope: str
    version: str
    archived: bool
    scenario: Scenario
    result: Mapping[str, Any]
    told: bool = True


def save(
    store: Store, scenario: Scenario, author: str, scope: Scope = EVERYTHING, result: Mapping[str, Any] | None = None
) -> Entry:
    """Keep a scenario and its answer. Raises Refused where it cannot be answered or bears no name.

    result: the answer that `whatif.run` gave within the same scope; None: it is worked out here.
    """
    name = _named(scenario.name)
    chosen = within.narrowed(store, scenario.selection, scope)
    if chosen.unit != scenario.selection.unit:  # what offices of the same types had counts, where units are named
        result = None
    scenario = replace(scenario, selection=chosen)
    result = whatif.run(store, scenario, scope) if result is None else result
    scenario = replace(_pinned(scenario, result), name=name)
    entry = Entry(
        uuid.uuid4().hex[:12],
        name,
        " ".join(author.split())[:LONGEST_AUTHOR],
        datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        scope.text,
        str(result["version"]),
        False,
        scenario,
        result,
    )
    with store.writing() as cursor:
        cursor.execute(
            f"INSERT INTO scenario ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - fixed names
            [entry.id, entry.name, entry.author, entry.saved_at, entry.scope, entry.version, False,
             scenario.to_json(), json.dumps(result, ensure_ascii=False)],
        )  # fmt: skip
    return entry


def entries(store: Store, scope: Scope = EVERYTHING, *, archived: bool = False) -> list[Entry]:
    """The scenarios that the reader may see, the newest first; the archived ones too where asked."""
    with store.cursor() as cursor:
        rows = cursor.execute(f"SELECT {_COLUMNS} FROM scenario ORDER BY saved_at DESC, id").fetchall()  # noqa: S608
    found = [_for(store, _entry(row), scope) for row in rows]
    return [e for e in found if e is not None and (archived or not e.archived)]


def beyond(store: Store, scope: Scope) -> int:
    """How many scenarios there are that the reader may not see."""
    with store.cursor() as cursor:
        ((every,),) = cursor.execute("SELECT count(*) FROM scenario").fetchall()
    return int(every) - len(entries(store, scope, archived=True))


def _for(store: Store, kept: Entry, scope: Scope) -> Entry | None:
    """As the reader may see it, if at all."""
    if scope.covers(Scope.parse(kept.scope)):
        return kept
    if not within.lies_within(store, kept.scenario.selection, scope):
        return None
    bare = {name: kept.result[name] for name in _ABOUT if name in kept.result}
    if goal := kept.result.get("goal"):
        bare["goal"] = {"target": goal["target"]}  # what was asked for
    return replace(kept, result=bare, told=False)


def entry(store: Store, key: str, scope: Scope = EVERYTHING) -> Entry:
    """One scenario. Raises Refused where there is none that the reader may see."""
    found = next((e for e in entries(store, scope, archived=True) if e.id == key), None)
    if found is None:
        raise Refused.of(
            f"Skenario {key} tidak ada, atau memakai data yang tidak boleh dilihat di sini.",
            f"There is no scenario {key}, or it rests on data that may not be seen here.",
        )
    return found


def rename(store: Store, key: str, name: str, scope: Scope = EVERYTHING) -> None:
    """Give a kept scenario another name. Raises Refused, also for one of somebody who may see more."""
    _change(store, key, "name", _named(name), scope)


def archive(store: Store, key: str, scope: Scope = EVERYTHING, *, archived: bool = True) -> None:
    """Put a scenario away, or bring it back. Nothing is ever deleted. Raises Refused."""
    _change(store, key, "archived", archived, scope)


def stale(store: Store, kept: Entry) -> bool:
    """Whether the data have changed since the scenario was answered."""
    return kept.version != store.version().id


def _change(store: Store, key: str, column: str, value: object, scope: Scope) -> None:
    if not entry(store, key, scope).told:
        raise Refused.of(
            "Skenario ini disimpan di server dengan lingkup lebih luas; hanya di sana ia dapat diubah. Gandakan untuk menyimpannya sendiri.",
            "This scenario was saved on a server where more can be seen; only there can it be changed. Duplicate it to have your own.",
        )
    with store.writing() as cursor:
        cursor.execute(f"UPDATE scenario SET {column} = ? WHERE id = ?", [value, key])  # noqa: S608 - fixed names


def _named(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME:
        raise Refused.of(
            f"Beri nama skenario, paling panjang {LONGEST_NAME} huruf.",
            f"Give the scenario a name of at most {LONGEST_NAME} letters.",
        )
    return plain


def _pinned(scenario: Scenario, result: Mapping[str, Any]) -> Scenario:
    """Of the period that was answered for, and not of all or the newest that there will be; knows its data."""
    chosen, first = scenario.selection, int(result["period"])
    grain = chosen.grain if scenario.tool == elements.TOOL else "quarter"
    last = first + QUARTERS_IN[grain] - 1
    within = (max(first, first if chosen.first is None else chosen.first), min(last, last if chosen.last is None else chosen.last))  # fmt: skip
    kept = {"version": str(result["version"]), "period": format_code(first, grain)}
    return replace(scenario, selection=chosen.but(first=within[0], last=within[1]), kept=kept)


def _entry(row: tuple[Any, ...]) -> Entry:
    key, name, author, saved_at, scope, version, archived, scenario, result = row
    answered = json.loads(result)
    asked = Scenario.from_json(scenario)
    if asked.tool == elements.TOOL and not isinstance(answered.get("own"), dict):  # kept before it was told which
        answered["own"] = {element: float(score) for element, score in asked.baseline.items()}
    kept = replace(_pinned(asked, answered), name=name)  # that of now: it may have been renamed
    return Entry(key, name, author, saved_at, scope, version, archived, kept, answered)
