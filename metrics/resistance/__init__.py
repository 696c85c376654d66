"""Resistance to a digital system: what staff say of it, on Pantau's own survey form."""

from metrics.words import Words

NAME = Words("Resistansi dan kesiapan", "Resistance and readiness")
