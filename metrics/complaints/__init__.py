"""Family of indicators: complaints."""

from metrics.words import Words

NAME = Words("Pengaduan", "Complaints")
