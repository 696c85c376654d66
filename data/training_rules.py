"""The rules of matching training as an office edited them: kept in the store, the starting rules where none are.

    from data import training_rules
    rules = training_rules.load(store)          # tuple of TrainingRule, and whether the office edited them
    training_rules.save(store, edited)
    training_rules.reset(store)

They belong to the store, so everybody who opens it sees the same suggestions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.store import Store
from metrics.limits.training_rules import TrainingRule
from metrics.training import matching
from metrics.words import Words

_KIND, _KEY = "training_rules", "edited"


@dataclass(frozen=True)
class Rules:
    """The rules in force. `edited`: they are the office's; `refused`: why those it keeps cannot be used any more."""

    rules: tuple[TrainingRule, ...]
    edited: bool = False
    refused: str = ""


def load(store: Store) -> Rules:
    """The rules in force. Kept ones that name a need, area or kind which is gone are not used, and the reason is told."""
    kept = store.recall(_KIND, _KEY)
    if kept is None:
        return Rules(matching.rules())
    try:
        return Rules(matching.validated([_rule(row) for row in kept]), edited=True)
    except (ValueError, KeyError, TypeError) as error:
        return Rules(matching.rules(), refused=str(error))


def save(store: Store, rules: Sequence[TrainingRule]) -> None:
    """Keep edited rules. Raises ValueError, and keeps nothing, where one of them cannot be used."""
    store.remember(_KIND, _KEY, [_row(rule) for rule in matching.validated(rules)])


def reset(store: Store) -> None:
    """Back to the starting rules."""
    store.remember(_KIND, _KEY, None)


def _row(rule: TrainingRule) -> dict[str, Any]:
    return {
        "need": rule.need,
        "area": rule.area,
        "kinds": list(rule.kinds),
        "title_words": list(rule.title_words),
        "reason": {"id": rule.reason.id, "en": rule.reason.en},
    }


def _rule(row: dict[str, Any]) -> TrainingRule:
    reason = Words(row["reason"]["id"], row["reason"]["en"])
    return TrainingRule(row["need"], row["area"], tuple(row["kinds"]), tuple(row["title_words"]), reason)
