"""Indicators as pure declarations and formulas on sums.

This room knows nothing of files, SQL, the store or the screen: it imports none of `data`, `pages`, duckdb, ibis,
streamlit or plotly, and a test holds it to that. It takes small frames of sums and gives estimates back.
"""

import pandas as pd

# pandas keeps text in arrow arrays where pyarrow is there. They pay from some thousands of rows on; the frames of this
# program have a dozen, and the fixed cost of each step on them was a third of the time of a page.
pd.options.mode.string_storage = "python"
