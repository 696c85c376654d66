"""A figure that goes to the browser as the plain parts it was made of.

plotly checks and copies every property of a figure three times before it is sent: two charts took a third of the time
of a filter change. What these charts are made of is the same in kind every time, so the tests have it checked instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

import plotly.graph_objects as go
import plotly.io

Trace = dict[str, Any]


class Drawing(go.Figure):  # type: ignore[misc]
    """Traces and layout as dictionaries of lists, numbers and texts.

    `to_dict` gives them as they are, with the template that plotly would put in; `checked` is the figure proper, made
    (and every property checked) when somebody looks into `data` or `layout`. Not to be changed once it is made.
    """

    def __init__(self, data: Sequence[Trace], layout: dict[str, Any]) -> None:
        # Not the constructor of the figure: that is what is saved.
        self._plain: dict[str, Any] = {"data": list(data), "layout": layout}

    @cached_property
    def checked(self) -> go.Figure:
        """The same as an ordinary figure. Raises ValueError for a property that plotly does not know."""
        return go.Figure(**self._plain)

    @property
    def data(self) -> Any:
        """The traces, checked."""
        return self.checked.data

    @property
    def layout(self) -> Any:
        """The layout, checked."""
        return self.checked.layout

    def to_dict(self) -> dict[str, Any]:
        """Data and layout as the browser takes them."""
        template = _template(plotly.io.templates.default)
        return {"data": self._plain["data"], "layout": {**self._plain["layout"], "template": template}}


@cache
def _template(name: str) -> dict[str, Any]:
    found: dict[str, Any] = go.Figure(layout={"template": name}).to_dict()["layout"]["template"]
    return found
