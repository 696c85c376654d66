"""A what-if question: which place and time, which levers, on which assumptions. Plain values, so that it can be kept,
sent as a link and asked again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.selection import Selection
from metrics.words import Words


class Refused(Exception):
    """A scenario that cannot be answered; says why and what to do, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.id)
        self.words = words

    @classmethod
    def of(cls, indonesian: str, english: str) -> Refused:
        """With the sentence in both languages."""
        return cls(Words(indonesian, english))


@dataclass(frozen=True)
class Scenario:
    """One question.

    tool: which of the what-if tools answers it. levers: what the planner moves. assumptions: what is taken for given,
    apart from the levers (target, efforts, weights). baseline: own starting values in place of the measured ones. seed:
    of whatever is drawn. kept: version and period of the data that it was kept on; tells where they have moved on and
    changes nothing in the answer.
    """

    tool: str
    name: str = ""
    selection: Selection = field(default_factory=Selection)
    levers: Mapping[str, Any] = field(default_factory=dict)
    assumptions: Mapping[str, Any] = field(default_factory=dict)
    baseline: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    kept: Mapping[str, str] = field(default_factory=dict, compare=False)

    def plain(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "tool": self.tool,
            "name": self.name,
            "filter": self.selection.to_query(),
            "levers": dict(self.levers),
            "assumptions": dict(self.assumptions),
            "baseline": dict(self.baseline),
            "seed": self.seed,
            **({"kept": dict(self.kept)} if self.kept else {}),
        }

    def to_json(self) -> str:
        """As text that `from_json` reads; the same scenario gives the same text."""
        return json.dumps(self.plain(), ensure_ascii=False, sort_keys=True, indent=2)

    @classmethod
    def from_plain(cls, given: Any) -> Scenario:
        """From plain values. Raises Refused naming what is wrong."""
        if not isinstance(given, dict) or not isinstance(given.get("tool"), str):
            raise Refused.of(
                "Skenario harus berupa objek json dengan nama alat (“tool”).",
                "A scenario is a json object that names its tool.",
            )
        known = {"tool", "name", "filter", "levers", "assumptions", "baseline", "seed", "kept"}
        if unknown := sorted(set(given) - known):
            raise Refused.of(
                f"Bagian yang tidak dikenal dalam skenario: {', '.join(unknown)}.",
                f"Unknown parts of a scenario: {', '.join(unknown)}.",
            )
        parts = {name: given.get(name, {}) for name in ("filter", "levers", "assumptions", "baseline", "kept")}
        seed = given.get("seed", 0)
        wrong = [name for name, part in parts.items() if not isinstance(part, dict)]
        wrong += [] if isinstance(seed, int) and not isinstance(seed, bool) else ["seed"]
        if wrong:
            raise Refused.of(
                f"Bagian skenario yang bentuknya salah: {', '.join(wrong)}.",
                f"Parts of the scenario of the wrong shape: {', '.join(wrong)}.",
            )
        chosen = {name: [str(x) for x in (v if isinstance(v, list) else [v])] for name, v in parts["filter"].items()}
        return cls(
            given["tool"],
            str(given.get("name", "")),
            Selection.from_query(chosen),
            parts["levers"],
            parts["assumptions"],
            parts["baseline"],
            seed,
            {str(what): str(value) for what, value in parts["kept"].items()},
        )

    @classmethod
    def from_json(cls, text: str) -> Scenario:
        """From text. Raises Refused."""
        try:
            given = json.loads(text)
        except ValueError as error:
            raise Refused.of(
                f"Berkas skenario bukan json yang benar: {error}", f"The scenario file is no valid json: {error}"
            ) from error
        return cls.from_plain(given)
