"""Family of indicators: services."""

from metrics.words import Words

NAME = Words("Layanan", "Services")
