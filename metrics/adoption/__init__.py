"""Adoption of the digital systems: what the logs of use say."""

from metrics.words import Words

NAME = Words("Adopsi sistem digital", "Adoption of digital systems")
