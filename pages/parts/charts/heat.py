"""Elements by period as a heat map: a real table, so that its numbers are text for eye, screen reader and search.

A plotly heat map of 9 x 12 printed values does not fit a phone; this table scrolls inside its own frame, starts at the
newest period and keeps the row names in view.
"""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from metrics.periods import Grain
from pages.parts import theme, words
from pages.parts.charts import base
from pages.parts.words import _

# Ends of the one-hue scale; every shade between them carries its theme's text at 4.5:1 and more (tested).
LIGHT_SCALE = ("#F1F6FB", "#62A5DD")
DARK_SCALE = ("#1B2735", "#2B659A")
LEAST_SPAN = 0.4  # of the element scale: small differences keep a small difference of shade

_CSS = """
<style>
.pantau-heat { overflow-x: auto; direction: rtl; }
.pantau-heat:focus-visible { outline: 2px solid %(primary)s; outline-offset: 2px; }
.pantau-heat table { direction: ltr; border-collapse: separate; border-spacing: 2px; width: 100%%; font-size: .84rem;
  font-variant-numeric: tabular-nums; color: %(text)s; }
.pantau-heat th { font-weight: 400; color: %(quiet)s; text-align: center; white-space: nowrap; padding: .1rem 0; line-height: 1.2; }
.pantau-heat tbody th { position: sticky; left: 0; background: %(background)s; color: %(text)s; text-align: left;
  padding-right: .4rem; white-space: normal; min-width: 6rem; }
.pantau-heat thead td { position: sticky; left: 0; background: %(background)s; }
.pantau-heat td { text-align: center; padding: .3rem .1rem; border-radius: 3px; min-width: 2.25rem; }
.pantau-heat td.weak { outline: 1px dashed %(quiet)s; outline-offset: -2px; }
.pantau-heat td.silent { color: %(quiet)s; }
.pantau-heat .cut { border-left: 4px solid %(text)s; border-radius: 0; padding-left: .2rem; }
</style>
"""


def table(
    cells: base.Rows, *, grain: Grain, indicative: int, decimals: int, caption: str, cuts: Collection[int] = ()
) -> str:
    """The heat map as HTML.

    `cells`: label (of the row), period, value, low, high, n, state; rows and periods in the order of display.
    `cuts`: periods in which the questionnaire or rule changed; a thick line and a word set them off from the earlier.
    `caption` names the table for screen readers. Values print with two decimals; the tooltip has all `decimals`.
    """
    ink = theme.palette()
    rows = base.rows_of(cells)
    said = {code: words.period(code, grain) for code in dict.fromkeys(row.period for row in rows)}
    known = [row.value for row in rows if row.shown] or [0.0]
    span = max(max(known) - min(known), LEAST_SPAN)
    start = (max(known) + min(known) - span) / 2
    head = "".join(_head(text, period in cuts) for period, text in said.items())
    lines: dict[str, list[str]] = {}
    for row in rows:
        cell = _cell(
            row,
            f"{row.label}, {said[row.period]}: ",
            (row.value - start) / span,
            indicative,
            decimals,
            row.period in cuts,
        )
        lines.setdefault(row.label, []).append(cell)
    body = [f'<tr><th scope="row">{escape(label)}</th>{"".join(line)}</tr>' for label, line in lines.items()]
    css = _CSS % {"primary": ink.primary, "text": ink.text, "quiet": ink.quiet, "background": ink.background}
    return (
        f'{css}<div class="pantau-heat" tabindex="0" role="region" aria-label="{escape(caption, quote=True)}">'
        f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def shade(share: float) -> str:
    """The colour at a share (0-1) of the scale of the reader's theme."""
    start, end = DARK_SCALE if theme.palette().dark else LIGHT_SCALE
    parts = []
    for i in (1, 3, 5):
        a, b = int(start[i : i + 2], 16), int(end[i : i + 2], 16)
        parts.append(round(a + (b - a) * min(1.0, max(0.0, share))))
    return "#{:02X}{:02X}{:02X}".format(*parts)


def _head(said: str, cut: bool) -> str:
    if not cut:
        return f'<th scope="col">{_column(said)}</th>'
    return f'<th scope="col" class="cut">{_column(said)}<br><b>{escape(_("changed"))}</b></th>'


def _column(said: str) -> str:
    part, _space, year = said.replace("Semester", "Smt").rpartition(" ")
    return f"{escape(part)}<br>{year}" if part else year


def _cell(row: base.Row, lead: str, share: float, indicative: int, decimals: int, cut: bool) -> str:
    says = escape(lead + base.estimate_text(row, decimals, indicative), quote=True)
    if not row.shown or row.n is None:
        return f'<td class="silent{" cut" if cut else ""}" title="{says}" aria-label="{says}">{words.state_mark(row.state)}</td>'
    kinds = " ".join(kind for kind, there in (("weak", row.n < indicative), ("cut", cut)) if there)
    kinds = f' class="{kinds}"' if kinds else ""
    return f'<td{kinds} style="background:{shade(share)}" title="{says}">{words.number(row.value, 2)}</td>'
