"""The survey on paper: one page of HTML that any browser prints on two sides of A4."""

from __future__ import annotations

from html import escape

from data.survey_form.content import Form, Question
from metrics.words import Words

_TICK = Words("Beri tanda silang pada satu kotak di setiap baris.", "Cross one box in every row.")
_MOST_BOXES = 10  # options that are printed as boxes; of more, one is written on a line
_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<style>
@page {{ size: A4; margin: 16mm 15mm; }}
body {{ font: 10.5pt/1.4 "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; color: #16202b; max-width: 180mm; margin: 0 auto; }}
h1 {{ font-size: 17pt; line-height: 1.2; margin: 0 0 3mm; }}
h2 {{ font-size: 12pt; margin: 7mm 0 2mm; break-after: avoid; }}
p {{ margin: 0 0 3mm; }}
.note {{ border-left: 1mm solid #0b6e99; padding-left: 3mm; }}
.ask {{ break-inside: avoid; margin-bottom: 3mm; }}
.ask b {{ display: block; }}
.line {{ border-bottom: .3mm solid #16202b; height: 8mm; }}
.options {{ columns: 2; column-gap: 8mm; }}
.options div {{ break-inside: avoid; }}
table {{ border-collapse: collapse; width: 100%; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
th {{ font-size: 8.5pt; font-weight: 600; width: 15mm; vertical-align: bottom; padding: 1mm; }}
th:first-child {{ width: auto; text-align: left; font-weight: 400; }}
td {{ border-top: .2mm solid #b9c4cf; padding: 1.7mm 1mm; text-align: center; }}
td:first-child {{ text-align: left; }}
.box {{ display: inline-block; width: 4mm; height: 4mm; border: .3mm solid #16202b; border-radius: .6mm; vertical-align: -.6mm; }}
</style></head><body>
<h1>{title}</h1>
<p class="note">{introduction}</p>
<h2>{about}</h2>
{choices}
{parts}
</body></html>
"""
_BOX = '<span class="box"></span>'


def printed(form: Form) -> str:
    """The form as HTML that needs nothing else."""
    return _PAGE.format(
        language=form.language,
        title=escape(form.title),
        introduction=escape(form.introduction),
        about=escape(form.about),
        choices="\n".join(map(_choice, form.choices)),
        parts="\n".join(_part(form, title, texts) for title, texts in form.parts),
    )


def _choice(question: Question) -> str:
    """Few options as boxes to cross, many as a line to write on."""
    if len(question.options) > _MOST_BOXES:
        return f'<div class="ask"><b>{escape(question.title)}</b><div class="line"></div></div>'
    options = "".join(f"<div>{_BOX} {escape(option)}</div>" for option in question.options)
    return f'<div class="ask"><b>{escape(question.title)}</b><div class="options">{options}</div></div>'


def _part(form: Form, title: str, statements: tuple[str, ...]) -> str:
    heads = "".join(f"<th>{escape(text)}<br>{score}</th>" for score, text in enumerate(form.answers, 1))
    boxes = f"<td>{_BOX}</td>" * len(form.answers)
    rows = "\n".join(f"<tr><td>{escape(text)}</td>{boxes}</tr>" for text in statements)
    return (
        f"<h2>{escape(title)}</h2>\n<table><thead><tr><th>{escape(_TICK[form.language])}</th>{heads}</tr></thead>\n"
        f"<tbody>{rows}</tbody></table>"
    )
