"""Satisfaction of users: the survey (SKM)."""

from metrics.words import Words

NAME = Words("Kepuasan", "Satisfaction")
