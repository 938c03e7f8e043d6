"""How often one person may do what costs the office much: so many times a minute, then wait.

Counted in each server process: with two processes a person may do it up to twice as often.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from beatwise.errors import Refused
from beatwise.web.pages import error_pages


View = TypeVar("View", bound=Callable[..., HttpResponse])
MINUTE = 60
TOO_OFTEN = 429


def limit_rate(times: int, what: str) -> Callable[[View], View]:
    """Let a person open an address ``times`` a minute; several addresses may share ``what``."""

    def bound(view: View) -> View:
        @wraps(view)
        def paced(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            left = MINUTE - int(time.time()) % MINUTE
            if count(what, request.user.pk) > times:
                error = Refused(
                    f"That was more than {times} {what} in a minute.",
                    next_step=f"Wait {left} seconds and try again.",
                )
                answer = error_pages.error_page(request, error, status=TOO_OFTEN)
                answer.headers["Retry-After"] = str(left)
                return answer
            return view(request, *args, **kwargs)

        return paced  # type: ignore[return-value]

    return bound


def count(what: str, key: object) -> int:
    """Count once more, and return how often it was this minute."""
    mark = f"pace/{what}/{key}/{int(time.time()) // MINUTE}"
    cache = caches["near"]  # each process' own: no write to the database for a page
    cache.add(mark, 0, timeout=2 * MINUTE)
    return cache.incr(mark)
