"""Training of staff."""

from metrics.words import Words

NAME = Words("Pelatihan pegawai", "Staff training")
