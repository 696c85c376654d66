"""Family of indicators: collaboration and culture."""

from metrics.words import Words

NAME = Words("Kolaborasi dan budaya", "Collaboration and culture")
