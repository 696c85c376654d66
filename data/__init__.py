"""Everything that touches files or the store. Imports neither streamlit nor plotly; sees `metrics`, never `pages`."""
