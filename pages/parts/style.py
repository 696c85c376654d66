"""The little CSS that the theme cannot say: a phone's folded filters, wrapping labels, a clean page on paper."""

from __future__ import annotations

import streamlit as st

_CSS = """
<style>
.stMetric label p, [data-testid="stMetricLabel"] p, [data-testid="stMetricLabel"] > div {
  white-space: normal; overflow: visible; text-overflow: clip;
}
[data-testid="stMetricDelta"] { flex-wrap: wrap; row-gap: .2rem; }
[data-testid="stMetricDelta"] * { white-space: normal; }
[data-testid="stMetricValue"] { font-variant-numeric: tabular-nums; }
.st-key-filtersummary { display: none; }
@media (max-width: 640px) {
  .st-key-filtersummary { display: block; }
  .stMain:not(:has(.st-key-filter_open input:checked)) .st-key-filterbar { display: none; }
}
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"],
  .st-key-filterbar, .st-key-filtersummary, [data-testid="stElementToolbar"], .stDownloadButton { display: none !important; }
  .stMainBlockContainer { padding: 0 !important; max-width: none !important; }
  .stMain, .stAppViewContainer, .stApp { position: static !important; overflow: visible !important; height: auto !important; }
  .stMetric, .stPlotlyChart, [data-testid="stTable"] { break-inside: avoid; }
}
</style>
"""


def apply() -> None:
    """Once per run, before anything is drawn."""
    st.html(_CSS)
