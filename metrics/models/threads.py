"""One thread for the libraries: fits run beside a server, and threads that wait for busy processors only spin
(measured on four busy cores: a forecast took 49 s with the threads of the libraries and 0.7 s with one).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def one_thread(function: Callable[P, T]) -> Callable[P, T]:
    """The function, its linear algebra and its trees on one thread."""

    @wraps(function)
    def limited(*args: P.args, **kwargs: P.kwargs) -> T:
        import scipy.optimize  # noqa: F401 - only libraries that are loaded can be limited
        import sklearn.ensemble  # noqa: F401
        from threadpoolctl import threadpool_limits

        with threadpool_limits(limits=1):
            return function(*args, **kwargs)

    return limited
