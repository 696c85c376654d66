"""Skills of staff."""

from metrics.words import Words

NAME = Words("Kompetensi pegawai", "Staff competence")
