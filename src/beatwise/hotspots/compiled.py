"""Compile a kernel once and keep the result where it may be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, overload

import numba


@overload
def compiled(function: Callable) -> Callable: ...
@overload
def compiled(*, nogil: bool) -> Callable[[Callable], Callable]: ...
def compiled(function: Callable | None = None, *, nogil: bool = False) -> Any:
    """Compile ``function`` with numba on its first call and keep the machine code for the next.

    The code is kept in the first folder that may be written: ``NUMBA_CACHE_DIR``, the package's
    own, the user's cache. Where none may be, it is compiled afresh in every process. With
    ``nogil`` other threads run while it does.
    """
    if function is None:
        return lambda plain: _compile(plain, nogil)
    return _compile(function, nogil)


def _compile(function: Callable, nogil: bool) -> Callable:
    try:
        return numba.njit(cache=True, nogil=nogil)(function)
    except RuntimeError:  # numba's "no locator available": nowhere to keep it
        return numba.njit(nogil=nogil)(function)
