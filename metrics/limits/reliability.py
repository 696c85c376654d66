"""From which alpha on Indonesian survey reports call a questionnaire reliable."""

from metrics.limits.dated import Dated, Limit
from metrics.metric import Source
from metrics.words import Words

ALPHA_MINIMUM = Limit(
    "alpha_minimum",
    Words("Alpha terendah", "Lowest alpha"),
    Words(
        "Kuesioner disebut reliabel bila alpha sekurangnya sebesar ini; kebiasaan laporan, bukan aturan.",
        "A questionnaire is called reliable from this alpha on; a habit of reports, not a rule.",
    ),
    (Dated("habit", None, 0.60, Words("0,60", "0.60"), Source("Kebiasaan laporan SKM", verified=False)),),
)
LIMITS = (ALPHA_MINIMUM,)
