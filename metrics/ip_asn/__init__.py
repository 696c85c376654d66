"""The index of professionality of civil servants (IP ASN)."""

from metrics.words import Words

NAME = Words("IP ASN", "IP ASN")
