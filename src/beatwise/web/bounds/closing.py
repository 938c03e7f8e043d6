"""What is done when an answer has been sent: at once, or when a download has ended."""

from __future__ import annotations

import weakref
from collections.abc import Callable

from django.http.response import HttpResponseBase


def when_closed(response: HttpResponseBase, work: Callable[[], None]) -> None:
    """Do some work once: now, or for an answer that is sent as it is written when that ends.

    It is done too when nobody ever reads the download.
    """
    if not response.streaming:
        work()
        return
    finalizer = weakref.finalize(response, work)
    finalizer.atexit = False
    response._resource_closers.append(finalizer)


def abandon(response: HttpResponseBase) -> None:
    """Let go of an answer that is not sent, without ending the request that it belongs to."""
    for closer in response._resource_closers:
        closer()
    response._resource_closers.clear()
