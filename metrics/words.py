"""Short texts that belong to a declaration, in both languages of the interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["id", "en"]


@dataclass(frozen=True)
class Words:
    """One text in Indonesian and English; neither may be empty."""

    id: str
    en: str

    def __post_init__(self) -> None:
        if not self.id.strip() or not self.en.strip():
            raise ValueError(f"Words need both languages, got id={self.id!r}, en={self.en!r}")

    def __getitem__(self, language: Language) -> str:
        return self.id if language == "id" else self.en
