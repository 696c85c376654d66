"""How texts are compared, and how personal numbers are hidden."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

# Characters that print as nothing: a cell with only these is blank.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\x00"
BLANKS = INVISIBLE + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
_NO_WORD = re.compile(r"[^0-9a-z]+")
_OPTION = re.compile(r"^\s*[\(\[]?([a-dA-D1-4])[\)\].:\-]\s*(?=\S)|^\s*([1-4])\s*[=–—]\s*(?=\S)")
_SCORE_BEHIND = re.compile(r"\s*[\(\[]\s*(?:nilai|skor)?\s*([1-4])\s*[\)\]]\s*$", re.IGNORECASE)
_LONG_DIGITS = re.compile(r"\d(?:[ .\-]?\d){8,}")
_EMAIL = re.compile(r"[^\s@,;:<>()\"']+@[^\s@,;:<>()\"']+")


def is_blank(cell: str) -> bool:
    """True when the cell shows nothing. A dash, "n/a" or "tidak ada" is something somebody wrote, and no blank."""
    return not cell or (not cell[0].isalnum() and not cell.strip(BLANKS))


def blanks(texts: pa.Array) -> npt.NDArray[np.bool_]:
    """`is_blank` of many texts at once."""
    return np.asarray(pc.equal(pc.utf8_trim(texts, characters=BLANKS), "").fill_null(True))


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """The text without case, accents, punctuation and extra spaces; "&" reads "dan".

    >>> normalise("  Sangat   SESUAI. ")
    'sangat sesuai'
    """
    text = unicodedata.normalize("NFKD", text.replace("&", " dan ")).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in INVISIBLE)
    return _NO_WORD.sub(" ", text).strip()


def split_option(text: str) -> tuple[str, int | None]:
    """An answer without the mark of its option, and the score that a number in the mark claims (a letter claims none).

    >>> split_option("d. Sangat sesuai"), split_option("Baik (3)"), split_option("Baik")
    (('Sangat sesuai', None), ('Baik', 3), ('Baik', None))
    """
    if match := _OPTION.match(text):
        mark = match[1] or match[2]
        return text[match.end() :], int(mark) if mark.isdigit() else None
    if match := _SCORE_BEHIND.search(text):
        return text[: match.start()], int(match[1])
    return text, None


def mask(text: str) -> str:
    """The text with anything that looks like a NIK, NIP, telephone number or e-mail address blotted out."""
    return _LONG_DIGITS.sub("•••", _EMAIL.sub("•••", text))


def looks_personal(text: str) -> bool:
    """True when `mask` would hide something."""
    return bool(_LONG_DIGITS.search(text) or _EMAIL.search(text))


def shorten(text: str, limit: int = 120) -> str:
    """The text cut to one line of at most `limit` characters."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
