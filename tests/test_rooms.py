"""Three rooms, one direction: files -> data -> metrics -> pages. Walks the imports of every module."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCREEN = {"streamlit", "plotly"}
ENGINES = {"duckdb", "ibis", "sqlglot", "fastexcel", "sqlite3"}
MAY_NOT_SEE = {
    "metrics": {"data", "pages", "app", *SCREEN, *ENGINES},
    "data": {"pages", "app", *SCREEN},
    "pages": {"app", *ENGINES},
}
# Charts turn frames into figures: they know plotly and nothing of the screen.
CHARTS_MAY_NOT_SEE = {"streamlit", "data"}


def imports(path: Path) -> Iterator[str]:
    """Top-level name of every module that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").split(".")[0]


MODULES = [p for room in MAY_NOT_SEE for p in sorted((ROOT / room).rglob("*.py"))]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_does_not_reach_into_one_it_may_not_see(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    forbidden = MAY_NOT_SEE[room] | (CHARTS_MAY_NOT_SEE if path.stem.startswith("charts") else set())
    assert not (seen := forbidden & set(imports(path))), f"{path.name} imports {', '.join(sorted(seen))}"


def test_top_level_is_what_the_customer_fixed() -> None:
    allowed = {
        *("app.py", "pages", "metrics", "data", "tests", "requirements.txt", "requirements-dev.txt"),
        *("README.md", "CHANGELOG.md", "LICENSE", "Makefile", "pyproject.toml", "benchmarks"),
    }
    found = {p.name for p in ROOT.iterdir() if not p.name.startswith((".", "__"))}
    assert found == allowed


def test_no_express_charts_and_no_relative_imports() -> None:
    for path in MODULES:
        text = path.read_text()
        assert "plotly.express" not in text, f"{path}: plotly.express costs 50 ms a figure"
        assert "\nfrom ." not in text, f"{path}: imports start at the room's name"


def test_a_start_does_not_load_what_no_first_page_needs() -> None:
    """Each of these takes from a tenth of a second to a second to load, and readers wait for a start."""
    late = ("ibis", "sqlglot", "sklearn", "statsmodels", "scipy.stats", "scipy.optimize", "scipy.sparse", "xlsxwriter")
    code = (
        "import sys; from metrics.registry import registry; from pages.parts import access, frame, kepuasan_top, warm; "
        f"registry(); print(*sys.modules.keys() & {set(late)!r})"
    )
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []
