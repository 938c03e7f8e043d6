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
    response._resource_closers.append(weakref.finalize(response, work))
