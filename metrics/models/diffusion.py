"""Bass diffusion: the share of those who have a system that has ever used it, month by month, and where it is heading.

    F(t) = (1 - exp(-(p+q) t)) / (1 + q/p exp(-(p+q) t)),  peak of new users at t* = ln(q/p) / (p+q)

The ceiling m, p and q maximise the likelihood of the counts of new users by month (multinomial; Schmittlein and Mahajan,
Marketing Science 1 (1982) 57). The interval is a parametric bootstrap with the counts thinned by the overdispersion that
the fit leaves (units start together, so people are not independent draws).

Before the inflection the ceiling is not identified: curves with very different ceilings fit equally well (Van den Bulte
and Lilien, Marketing Science 16 (1997) 338). A forecast is then refused, and says why.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.models.results import Result, estimate, fitted, number, refused, told
from metrics.models.threads import one_thread
from metrics.words import Words

Floats = npt.NDArray[np.float64]
COLUMNS = ("system", "person", "started", "first_active", "last")
KIND = "forecast"
LEAST_PEOPLE, LEAST_MONTHS, LEAST_ACTIVE = 30, 9, 20
PAST_PEAK = 0.9  # share of bootstrap fits that must lie past the inflection
DRAWS, AHEAD = 100, 12  # bootstrap fits; months of forecast
MOST_WIDTH = 0.5  # of the interval of the ceiling; wider is no forecast
_START = ((0.02, 0.4), (0.1, 0.3), (0.3, 0.3), (0.01, 0.8))  # p, q
EARLY = Words(
    "Jumlah pemakai baru per bulan belum melewati puncaknya. Sebelum itu batas akhirnya tidak dapat diketahui dari data: "
    "kurva dengan batas yang sangat berbeda sama cocoknya.",
    "New users a month have not passed their peak. Before that the ceiling cannot be known from the data: curves with "
    "very different ceilings fit equally well.",
)
FEW = Words(
    f"Datanya belum cukup. Diperlukan paling sedikit {LEAST_MONTHS} bulan dan {LEAST_ACTIVE} dari {LEAST_PEOPLE} pegawai yang pernah memakai.",
    f"There are too few data. Needed are at least {LEAST_MONTHS} months and {LEAST_ACTIVE} of {LEAST_PEOPLE} staff who have used it.",
)
NOT_BASS = Words(
    "Kurvanya tidak mengikuti pola penyebaran yang dapat diramalkan; rentangnya terlalu lebar untuk ditunjukkan.",
    "The curve does not follow a pattern of diffusion that can be forecast; the interval is too wide to be shown.",
)


@dataclass(frozen=True)
class Bass:
    """Parameters: ceiling (share), innovation p and imitation q, both per month."""

    ceiling: float
    p: float
    q: float

    def share(self, t: npt.ArrayLike) -> Floats:
        """Cumulative share after t months."""
        return self.ceiling * cumulative(self.p, self.q, t)

    @property
    def peak(self) -> float:
        """Months until new users are most; 0 where they fall from the start."""
        return max(0.0, float(np.log(self.q / self.p) / (self.p + self.q)))


def cumulative(p: float, q: float, t: npt.ArrayLike) -> Floats:
    """F(t) of Bass (1969). p=.03, q=.38: F(6.19262) = .460526, the density there .110592."""
    fall = np.exp(-(p + q) * np.asarray(t, np.float64))
    found: Floats = (1 - fall) / (1 + q / p * fall)
    return found


def density(p: float, q: float, t: npt.ArrayLike) -> Floats:
    """f(t) = dF/dt."""
    fall = np.exp(-(p + q) * np.asarray(t, np.float64))
    found: Floats = (p + q) ** 2 / p * fall / (1 + q / p * fall) ** 2
    return found


@one_thread
def fit(people: pd.DataFrame, seed: int = 0) -> Result:
    """A forecast per system: see `metrics.models` for the shape.

    people: `COLUMNS`, a row per person and system. started: month in which the person had the system; first_active:
    month of first use (missing: never); last: last month of the data. Months count from year 0. The clock of a system
    starts in the first month in which anybody has it.
    """
    if missing := [c for c in COLUMNS if c not in people]:
        raise ValueError(f"people lack {', '.join(missing)}")
    systems = [
        {"system": str(system)} | _system(rows, np.random.default_rng([seed, place]))
        for place, (system, rows) in enumerate(people.groupby("system", observed=True, sort=True))
    ]
    n = {"people": int(people["person"].nunique()), "systems": len(systems)}
    if not systems:
        return refused(KIND, n, FEW)
    return fitted(KIND, n, ("no_new_launches",), systems=systems)


def _system(rows: pd.DataFrame, rng: np.random.Generator) -> Result:
    begun, last = int(rows["started"].min()), int(rows["last"].max())
    since = (rows["first_active"].clip(lower=begun) - begun).dropna().astype(int)
    months, total = last - begun + 1, len(rows)
    counts = np.bincount(since[since < months], minlength=max(months, 1)).astype(float)
    n = {"people": total, "active": int(counts.sum()), "months": months}
    observed = [
        {"month": month_text(begun + i), "share": round(float(share), 2)}
        for i, share in enumerate(np.cumsum(counts) / total)
    ]
    if months < LEAST_MONTHS or total < LEAST_PEOPLE or counts.sum() < LEAST_ACTIVE:
        return {"state": "refused", "reason": told(FEW), "n": n, "observed": observed if total >= LEAST_PEOPLE else []}
    best, draws, spread = bootstrap(counts, total, rng)
    ceilings = np.array([d.ceiling for d in draws])
    passed = np.mean([d.peak < months - 1 for d in draws])
    low, high = np.quantile(ceilings, (0.025, 0.975))
    if best.peak >= months - 1 or passed < PAST_PEAK:
        return {"state": "refused", "reason": told(EARLY), "n": n, "observed": observed}
    if high - low > MOST_WIDTH:
        return {"state": "refused", "reason": told(NOT_BASS), "n": n, "observed": observed}

    def interval(value: float, of: list[float]) -> dict[str, float | None]:
        return estimate(value, *np.quantile(of, (0.025, 0.975)))

    fan, ceiling = _fan(best, draws, counts, total, spread, begun, rng)
    return {
        "state": "fitted", "n": n, "observed": observed, "ceiling": ceiling,
        "p": interval(best.p, [d.p for d in draws]), "q": interval(best.q, [d.q for d in draws]),
        "peak_month": interval(best.peak, [d.peak for d in draws]),
        "forecast": fan,
    }  # fmt: skip


def bootstrap(counts: Floats, total: int, rng: np.random.Generator) -> tuple[Bass, list[Bass], float]:
    """The best curve, those of `DRAWS` bootstrap samples, and the overdispersion (variance over that of the model)."""
    best = maximise(counts, total, _START)
    expected = total * np.diff(best.share(np.arange(len(counts) + 1)))
    spread = float(max(1.0, np.sum((counts - expected) ** 2 / np.maximum(expected, 0.5)) / max(len(counts) - 3, 1)))
    effective = max(round(total / spread), 1)
    chances = np.append(expected / total, max(0.0, 1 - expected.sum() / total))
    samples = rng.multinomial(effective, chances / chances.sum(), size=DRAWS)
    start = ((best.p, best.q),)
    return best, [maximise(s[:-1].astype(float), effective, start, best.ceiling) for s in samples], spread


def maximise(counts: Floats, total: int, starts: tuple[tuple[float, float], ...], ceiling: float | None = None) -> Bass:
    """The curve of the highest likelihood, of several starts."""
    from scipy.optimize import minimize

    t, never = np.arange(len(counts) + 1), max(total - counts.sum(), 0.0)
    reached = min(max(counts.sum() / total, 1e-3), 0.999)

    def loss(free: Floats) -> float:
        m, p, q = 1 / (1 + np.exp(-free[0])), np.exp(free[1]), np.exp(free[2])
        f = m * cumulative(p, q, t)
        return float(-(counts @ np.log(np.maximum(np.diff(f), 1e-12)) + never * np.log(max(1 - f[-1], 1e-12))) / total)

    found = []
    for p, q in starts:
        m = ceiling if ceiling is not None else min(0.995, reached * 1.05)
        m = min(max(m, 1e-3), 0.9995)
        begin = np.array([np.log(m / (1 - m)), np.log(p), np.log(q)])
        bounds = ((-7.0, 8.0), (-12.0, 1.0), (-12.0, 2.0))
        found.append(minimize(loss, np.clip(begin, *np.array(bounds).T), method="L-BFGS-B", bounds=bounds))
    x = min(found, key=lambda one: float(one.fun)).x
    return Bass(float(1 / (1 + np.exp(-x[0]))), float(np.exp(x[1])), float(np.exp(x[2])))


def _fan(
    best: Bass, draws: list[Bass], counts: Floats, total: int, spread: float, begun: int, rng: np.random.Generator
) -> tuple[list[dict[str, float | str | None]], dict[str, float | None]]:
    """From the last month on: today's share, and what is added by each curve, with the chance of the draws themselves.

    And where each of the same paths ends, which no month of it lies above: the ceiling that is told. (That of a curve
    alone may lie below today's share.)
    """
    months, now = len(counts), counts.sum() / total
    ahead = np.append(np.arange(months, months + AHEAD + 1), np.inf)
    left, effective = 1 - now, max(round(total / spread), 1)

    def added(curve: Bass) -> Floats:  # share of those not active yet that becomes so by each month
        f = curve.share(ahead)
        found: Floats = (f - f[0]) / max(1 - f[0], 1e-9)
        return np.clip(found, 0, 1)

    paths = []
    for curve in draws:
        chances = np.diff(added(curve), prepend=0.0)
        drawn = rng.multinomial(max(round(effective * left), 1), np.append(chances, max(0.0, 1 - chances.sum())))
        paths.append(now + left * np.cumsum(drawn[:-1]) / max(round(effective * left), 1))
    low, high = np.quantile(np.array(paths), (0.025, 0.975), axis=0)
    middle = now + left * added(best)
    low, high = np.minimum(low, middle), np.maximum(high, middle)
    fan: list[dict[str, float | str | None]] = [
        {"month": month_text(begun + months - 1 + i), "value": number(middle[i]), "low": number(low[i]), "high": number(high[i])}
        for i in range(AHEAD + 1)
    ]  # fmt: skip
    return fan, estimate(middle[-1], low[-1], high[-1])


def month_text(month: int) -> str:
    """2025-03 of a month counted from year 0."""
    return f"{month // 12}-{month % 12 + 1:02d}"
