"""Colours and marker shapes, once: `.streamlit/config.toml` repeats them for the frame, and a test compares the two.

from pages.parts import theme
ink = theme.palette()                    # of the theme the reader sees; theme.LIGHT / theme.DARK by hand
ink.text, ink.quiet, ink.rule, ink.grid  # chart text, axis text, reference lines, grid lines
theme.city("binjai").colour, .marker     # the line; theme.city("binjai").text(ink) for text in its colour
theme.GRADES["A"], theme.GRADE_TEXT["A"] # fill of a grade and the letter on it
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The tokens of one theme."""

    dark: bool
    primary: str  # fills under white text, marks
    link: str  # text in the primary hue
    text: str
    quiet: str  # captions, axes: 4.5:1 and more
    mark: str  # reference lines: 3:1 and more
    rule: str  # comparison marks, faint rules
    grid: str
    background: str
    panel: str
    border: str
    better: str  # text; colour only supports arrow and word
    worse: str


LIGHT = Palette(
    dark=False,
    primary="#0B5FA5",
    link="#0B5FA5",
    text="#1B2430",
    quiet="#5B6776",
    mark="#8895A7",
    rule="#C3CCD6",
    grid="#EEF1F5",
    background="#FFFFFF",
    panel="#F5F7FA",
    border="#DDE3EA",
    better="#0F6B4C",
    worse="#A33A08",
)
DARK = Palette(
    dark=True,
    primary="#2877BD",
    link="#7CB8EE",
    text="#E6EBF1",
    quiet="#A3AFBD",
    mark="#76859A",
    rule="#465363",
    grid="#252E39",
    background="#12171E",
    panel="#1A212A",
    border="#333E4B",
    better="#5CC79E",
    worse="#F2935F",
)

_seen: ContextVar[Palette | None] = ContextVar("seen", default=None)
_shown: list[Callable[[], bool]] = []


def follow(dark: Callable[[], bool]) -> None:
    """Where the theme of the current run comes from (the frame sets it once)."""
    _shown[:] = [dark]


def palette() -> Palette:
    """The tokens of the theme that the reader sees; light where nobody reads (exports, tests)."""
    return _seen.get() or (DARK if _shown and _shown[0]() else LIGHT)


@contextmanager
def seen() -> Iterator[None]:
    """Everything inside is drawn for the theme that the reader sees now; the session is asked once."""
    token = _seen.set(palette())
    try:
        yield
    finally:
        _seen.reset(token)


@dataclass(frozen=True)
class CityInk:
    """How a city is drawn everywhere: colour (>= 3:1 on both themes), marker shape, shades for text (>= 4.5:1)."""

    colour: str
    marker: str  # plotly symbol
    text_light: str
    text_dark: str

    def text(self, ink: Palette) -> str:
        """The shade for text on that theme."""
        return self.text_dark if ink.dark else self.text_light


# Okabe-Ito: apart for every form of colour blindness.
CITIES: dict[str, CityInk] = {
    "sawahlunto": CityInk("#CC79A7", "square", "#96416F", "#E09CC2"),
    "binjai": CityInk("#D55E00", "circle", "#A84A00", "#F08A3C"),
    "semarang": CityInk("#0072B2", "diamond", "#0069A3", "#56B0E3"),
    "tangerang-selatan": CityInk("#009E73", "triangle-up", "#00714F", "#35C495"),
}
CHOSEN = "*"  # stands for a city that a reader picked out of many, where it has no colour of its own
CHOSEN_CITY = CityInk("#2877BD", "circle", "#0B5FA5", "#7CB8EE")
OTHER_CITY = CityInk("#8895A7", "circle", "#5B6776", "#A3AFBD")


def city(key: str) -> CityInk:
    """How that city is drawn; grey for one without a colour of its own."""
    return CITIES.get(key, CHOSEN_CITY if key == CHOSEN else OTHER_CITY)


# Ordered and colour-blind safe; always with the letter.
GRADES: dict[str, str] = {"D": "#B4470E", "C": "#F4B266", "B": "#8FBCE6", "A": "#1F4E8C"}
GRADE_TEXT: dict[str, str] = {"D": "#FFFFFF", "C": "#1B2430", "B": "#1B2430", "A": "#FFFFFF"}


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours (WCAG 2.1): 1 to 21."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
