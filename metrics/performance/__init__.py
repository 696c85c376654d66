"""Performance reviews of staff."""

from metrics.words import Words

NAME = Words("Kinerja pegawai", "Staff performance")
