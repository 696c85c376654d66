"""The little CSS that the theme cannot say: a phone's folded filters, wrapping labels, a clean page on paper."""

from __future__ import annotations

import html

import streamlit as st

from pages.parts import theme
from pages.parts.charts import islands
from pages.parts.words import _

# A trend line on the primary colour. Drawn here, because Streamlit would fetch a named icon from elsewhere.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">'
    '<rect width="64" height="64" rx="12" fill="#0B5FA5"/>'
    '<path d="M12 44 L26 30 L36 38 L52 18" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round"/></svg>'
)

_CSS = """
<style>
.stMetric label p, [data-testid="stMetricLabel"] p, [data-testid="stMetricLabel"] > div {
  white-space: normal; overflow: visible; text-overflow: clip;
}
:has(> [data-testid="stMetricDelta"]) { flex-wrap: wrap; row-gap: .2rem; }
[data-testid="stMetricDeltaDescription"], [data-testid="stMetricDeltaDescription"] * {
  white-space: normal !important; overflow: visible; min-width: 0; max-width: 100%;
}
[data-variant="segmented_control"][aria-checked="true"] p, [role="tab"][aria-selected="true"] p { color: LINK; }
[data-testid="stElementContainer"]:has(script) { display: none; }
[data-testid="stMetricValue"] { font-variant-numeric: tabular-nums; }
[data-key="__select_all__"] > div, [data-key="__select_matches__"] > div, [role="listbox"] [role="option"][style*="contents"] > span {
  font-size: 0;
}
[data-key="__select_all__"] > div::after { content: "SELECT_ALL"; font-size: .875rem; }
[data-key="__select_matches__"] > div::after { content: "SELECT_MATCHES"; font-size: .875rem; }
[role="listbox"] [role="option"][style*="contents"] > span::after { content: "NO_RESULTS"; font-size: .875rem; }
.st-key-filtersummary { display: none; }
.pantau-print {
  font: inherit; font-size: .875rem; color: inherit; background: transparent; cursor: pointer;
  border: 1px solid color-mix(in srgb, currentColor 35%, transparent); border-radius: .5rem; padding: .4rem .9rem;
}
.pantau-print:hover, .pantau-print:focus-visible { color: LINK; border-color: LINK; }
/* The button that saves a chart lies on its corner: only for a pointer that is there, never under a finger. */
.stPlotlyChart:not(:hover, :focus-within) .modebar { opacity: 0 !important; }
@media (hover: none) { .stPlotlyChart .modebar-container { display: none !important; } }
@media (max-width: 640px) {
  .st-key-filtersummary { display: block; }
  .st-key-filterbar > * { flex: 1 1 100%; }
  .stMain:not(:has(.st-key-filter_open input:checked)) .st-key-filterbar { display: none; }
  /* A map keeps its shape and its height: what is empty above and below on a narrow screen is drawn in. */
  [class*="st-key-placemap"] { margin-block: min(0px, calc((100vw - 2rem) * MAP_HALF - MAP_HEIGHT)); }
}
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"],
  .st-key-filterbar, .st-key-filtersummary, [data-testid="stElementToolbar"], .stDownloadButton, .stPageLink,
  .pantau-print { display: none !important; }
  .stMainBlockContainer { padding: 0 !important; max-width: none !important; }
  .stMain, .stAppViewContainer, .stApp { position: static !important; overflow: visible !important; height: auto !important; }
  .stMetric, .stPlotlyChart, [data-testid="stTable"] { break-inside: avoid; }
}
</style>
"""


# Links in the sidebar carry the filters, which Streamlit's own menu cannot; unlike the menu they leave the sidebar open
# over the page on a phone. The page's name in the script makes the browser run it once per page.
_CLOSE_SIDEBAR = """
<script>
/* {page} */
{{
const bar = document.querySelector('[data-testid="stSidebar"][data-collapsed="false"]');
if (bar && window.matchMedia("(max-width: 768px)").matches) {{
  bar.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}}
}}
</script>
"""


def apply(page: str) -> None:
    """Once per run, before anything is drawn. `page`: address of the page."""
    filled = {
        "LINK": theme.palette().link,
        # Streamlit's own lists speak English only.
        "SELECT_ALL": _("Select all"),
        "SELECT_MATCHES": _("Select all that match"),
        "NO_RESULTS": _("Nothing found"),
        "MAP_HALF": f"{islands.SHAPE / 2:.3f}",
        "MAP_HEIGHT": f"{islands.HEIGHT / 2:.0f}px",
    }
    css = _CSS
    for name, text in filled.items():
        css = css.replace(name, text)
    st.html(css)
    st.html(_CLOSE_SIDEBAR.format(page=page), unsafe_allow_javascript=True)


# Streamlit says that a page is missing in English only; on such an address this is the only dialog.
_NO_PAGE = """
<style>
[role="dialog"] > h2[slot="title"], [role="dialog"] > h2[slot="title"] + div { font-size: 0; }
[role="dialog"] > h2[slot="title"]::after { content: "TITLE"; font-size: 1.25rem; }
[role="dialog"] > h2[slot="title"] + div::after { content: "INSTEAD"; font-size: 1rem; }
</style>
"""


def no_page() -> None:
    """Streamlit's dialog on an address without a page, in the reader's language."""
    said = _("The summary is shown instead, with the filters of the link.")
    st.html(_NO_PAGE.replace("TITLE", _("There is no such page")).replace("INSTEAD", said))


# One listener for the whole document: Streamlit draws the button anew as it likes.
_PRINT = """
<script>
if (!window.pantauPrints) {
  window.pantauPrints = true;
  document.addEventListener("click", (event) => { if (event.target.closest(".pantau-print")) window.print(); });
}
</script>
"""


def print_button() -> None:
    """Opens the browser's print dialog, which can also save a PDF; the button itself stays off the paper."""
    st.html(f'<button type="button" class="pantau-print">{html.escape(_("Print / save PDF"))}</button>')
    st.html(_PRINT, unsafe_allow_javascript=True)


# A plain link cannot name a place on the page, for it is drawn after the browser has looked for it.
_SCROLL = """
<script>
/* {link} */
{{
let left = 40;
const look = () => {{
  const there = document.querySelector(".st-key-{section}");
  if (there) (there.closest('[data-testid="stColumn"]') ?? there).scrollIntoView({{block: "start"}});
  else if (left-- > 0) setTimeout(look, 100);
}};
look();
}}
</script>
"""


def scroll_to(section: str, link: str) -> None:
    """Brings the element with that key into view, once per link."""
    st.html(_SCROLL.format(section=section, link=link), unsafe_allow_javascript=True)
