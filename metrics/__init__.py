"""Indicators as pure declarations and formulas on sums.

This room knows nothing of files, SQL, the store or the screen: it imports none of `data`, `pages`, duckdb, ibis,
streamlit or plotly, and a test holds it to that. It takes small frames of sums and gives estimates back.
"""
