"""Which characters the bytes of a text file mean, and what separates its cells."""

from __future__ import annotations

import codecs
import csv
import io
from itertools import islice

from data.intake.model import IntakeError
from data.intake.vocabulary import known_headers
from metrics.words import Words

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_ROWS = 60
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = set(range(32)) - {9, 10, 12, 13}


def decode(data: bytes, name: str) -> tuple[str, str]:
    """(text, name of the encoding) of a csv's bytes.

    A byte order mark decides; else UTF-16 shows by its zero bytes; else UTF-8 where the bytes are valid UTF-8; else
    Windows-1252, what Excel writes in Indonesia. Raises IntakeError where the bytes are no text.
    """
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    for mark, encoding in _UTF16:
        if data.startswith(mark):
            return data[2:].decode(encoding, errors="replace"), encoding.upper()
    head = data[:65536]
    if len(head) > 3:
        for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if head[start::2].count(0) > 0.8 * len(head[start::2]):
                return data.decode(encoding, errors="replace"), encoding.upper()
    if sum(head.count(c) for c in _CONTROL) > max(2, 0.002 * len(head)):
        raise IntakeError(
            Words(
                f"{name} bukan berkas tabel teks (isinya biner). Buka di Excel lalu simpan sebagai xlsx atau csv.",
                f"{name} is no text table (its content is binary). Open it in Excel and save it as xlsx or csv.",
            )
        )
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        # Five bytes have no meaning in Windows-1252; Latin-1 reads any byte.
        try:
            return data.decode("cp1252"), "Windows-1252"
        except UnicodeDecodeError:
            return data.decode("latin-1"), "Latin-1"


def delimiter_of(text: str) -> str:
    """The delimiter under which the first rows hold the most cells that are known headers, then the most cells.

    Counting characters would be misled by headers such as "Sistem, Mekanisme, Prosedur" in a file with semicolons.
    """
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:
        return text[4]

    def score(delimiter: str) -> tuple[int, float]:
        try:
            reader = csv.reader(io.StringIO(text[:400_000], newline=""), delimiter=delimiter)
            rows = [row for row in islice(reader, SAMPLE_ROWS) if row]
        except csv.Error:
            return 0, 0.0
        known = max(map(known_headers, rows), default=0)
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=lambda w: (widths.count(w), w), default=0)
        return known, usual * widths.count(usual) / max(len(widths), 1)

    return max(DELIMITERS, key=score)
