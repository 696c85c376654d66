"""Family of indicators: digital index."""

from metrics.words import Words

NAME = Words("Indeks digital", "Digital index")
