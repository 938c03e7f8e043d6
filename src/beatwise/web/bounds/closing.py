"""What is done when an answer has been sent: at once, or when a download has ended."""

from __future__ import annotations

import weakref
from collections.abc import Callable

from django.http.response import HttpResponseBase


def when_closed(
    response: HttpResponseBase, work: Callable[[], None], lost: Callable[[], None] | None = None
) -> None:
    """Do some work once: now, or for an answer that is sent as it is written when that ends.

    When nobody ever closes the download ``lost`` is done instead, or the work itself. That happens
    whenever memory is collected, in the middle of anything, even of a statement on the same
    connection: it must not use the database, nor wait for a lock that its own thread may hold.
    """
    if not response.streaming:
        work()
        return
    finalizer = weakref.finalize(response, lost or work)
    finalizer.atexit = False

    def close() -> None:
        if finalizer.detach() is not None:
            work()

    response._resource_closers.append(close)


def abandon(response: HttpResponseBase) -> None:
    """Let go of an answer that is not sent, without ending the request that it belongs to."""
    for closer in response._resource_closers:
        closer()
    response._resource_closers.clear()
