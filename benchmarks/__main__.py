"""Runs every benchmark module, or those named, and prints one table. Exit 1 when a figure is over its bound."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks
from benchmarks import Measure

HEADER = ("benchmark", "measure", "value", "unit", "bound", "")


def modules() -> list[str]:
    """Names of the benchmark modules, in alphabetical order."""
    return sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__) if not m.name.startswith("_"))


def table(found: list[tuple[str, Measure]]) -> str:
    """The figures as an aligned table, one line each; numbers to the right."""
    lines = [HEADER] + [
        (
            module,
            m.measure,
            f"{m.value:,.3g}" if abs(m.value) < 100 else f"{m.value:,.0f}",
            m.unit,
            "" if m.bound is None else f"{m.bound:,g}",
            "" if m.bound is None else "pass" if m.passes else "OVER",
        )
        for module, m in found
    ]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADER))]
    numbers = (2, 4)
    return "\n".join(
        "  ".join(
            text.rjust(width) if i in numbers else text.ljust(width)
            for i, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def main(names: list[str]) -> int:
    """Exit code: 0 all within bounds, 1 at least one over, 2 for a name that is no benchmark."""
    known = modules()
    if unknown := sorted(set(names) - set(known)):
        print(f"no benchmark named {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    found: list[tuple[str, Measure]] = []
    for name in names or known:
        print(f"running {name} ...", file=sys.stderr, flush=True)
        found += [(name, Measure(*figure)) for figure in importlib.import_module(f"benchmarks.{name}").run()]
    print(table(found))
    return 0 if all(m.passes for _, m in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
