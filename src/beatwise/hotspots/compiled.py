"""Compile a kernel once and keep the result where it may be written."""

from __future__ import annotations

from collections.abc import Callable

import numba


def compiled(function: Callable) -> Callable:
    """Compile ``function`` with numba on its first call and keep the machine code for the next.

    The code is kept in the first folder that may be written: ``NUMBA_CACHE_DIR``, the package's
    own, the user's cache. Where none may be, it is compiled afresh in every process.
    """
    try:
        return numba.njit(cache=True)(function)
    except RuntimeError:  # numba's "no locator available": nowhere to keep it
        return numba.njit(function)
