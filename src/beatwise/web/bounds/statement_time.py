"""How long the database may work for one request: a time-out on both engines, answered in words.

PostgreSQL stops a statement by its own time-out, and the statements of a request are added up.
SQLite asks a progress handler after every so many of its steps; only the time between two of them
counts, so that somebody who reads a download slowly is not stopped.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from beatwise.errors import Refused
from beatwise.web.bounds import work_elsewhere
from beatwise.web.bounds.closing import when_closed
from beatwise.web.pages import error_pages


READING, CHANGING = 5.0, 30.0  # seconds of a request that only reads, and of one that changes
# Rarely enough that an ordinary page is never asked: about two milliseconds of work.
STEPS = 200_000
LONGEST_STEPS = 0.25  # seconds that so many steps may take; more is somebody else's time
UNAVAILABLE, RETRY_AFTER = 503, 10
ENDINGS = ("ROLLBACK", "RELEASE")  # of a savepoint, which must be taken back in any case
CANCELLED = "57014"  # PostgreSQL's code of a statement that it stopped


class TooLong(OperationalError):
    """The statements of a request took too long together."""


@dataclass
class Allowance:
    """The seconds that the database may work, those it has worked, and when it last was asked."""

    seconds: float
    worked: float = 0.0
    last: float = field(default_factory=time.perf_counter)

    def lift(self) -> None:
        """Limit nothing any more, without a word to the database."""
        self.seconds = math.inf

    def stop(self) -> bool:
        """Count the time since SQLite last asked; whether it must stop."""
        now = time.perf_counter()
        self.worked += min(now - self.last, LONGEST_STEPS)
        self.last = now
        return self.worked > self.seconds

    def execute(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Run a statement of PostgreSQL (an ``execute_wrapper``) and count its time."""
        if self.worked > self.seconds and not sql.startswith(ENDINGS):
            raise TooLong("the statements of this request took too long together")
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seconds = time.perf_counter() - begun
            self.worked += seconds
            work_elsewhere.note(seconds)


def start(connection: BaseDatabaseWrapper, allowance: Allowance) -> Callable[[], None]:
    """Limit what a connection does from now on; return what takes the limit away again."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        raw: Any = connection.connection
        raw.set_progress_handler(allowance.stop, STEPS)
        return lambda: raw.set_progress_handler(None, 0) if connection.connection is raw else None
    connection.execute_wrappers[:] = [
        wrapper
        for wrapper in connection.execute_wrappers
        if not isinstance(getattr(wrapper, "__self__", None), Allowance)
    ]  # what a download that nobody closed has left
    _set_timeout(connection, f"{int(allowance.seconds * 1000)}ms")
    connection.execute_wrappers.append(allowance.execute)

    def end() -> None:
        if allowance.execute in connection.execute_wrappers:
            connection.execute_wrappers.remove(allowance.execute)
        if connection.connection is not None:
            _set_timeout(connection, "0")

    return end


@contextmanager
def limited(connection: BaseDatabaseWrapper, seconds: float) -> Iterator[None]:
    """Limit what a connection does within the block; a longer statement is an error."""
    end = start(connection, Allowance(seconds))
    try:
        yield
    finally:
        end()


def _set_timeout(connection: BaseDatabaseWrapper, timeout: str) -> None:
    """Set PostgreSQL's time-out; a transaction that failed already takes no more statements."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{timeout}'")
    except DatabaseError:
        return


def is_too_long(error: BaseException | None) -> bool:
    """Whether an error is a statement that was stopped because it took too long."""
    while error is not None:
        if isinstance(error, TooLong) or getattr(error, "sqlstate", None) == CANCELLED:
            return True
        if isinstance(error, OperationalError) and "interrupted" in str(error):
            return True
        error = error.__cause__
    return False


class StatementTime:
    """The middleware that limits the database's work for a request, and answers when it is up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; a download that is read from the database stays limited."""
        reads = request.method in ("GET", "HEAD", "OPTIONS")
        allowance = Allowance(READING if reads else CHANGING)
        request.allowance = allowance  # type: ignore[attr-defined]
        end = start(connections["default"], allowance)
        try:
            response = self.get_response(request)
        except BaseException:
            end()
            raise
        when_closed(response, end, allowance.lift)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a statement that took too long, or that others kept waiting, in words."""
        if is_too_long(error):
            request.allowance.worked = 0.0  # type: ignore[attr-defined]  # for the page that says so
            return _unavailable(
                request,
                "This takes the office's database too long to work out, so it was stopped.",
                "Narrow the list, look for fewer words, or export a part of it.",
            )
        if isinstance(error, OperationalError) and "database is locked" in str(error):
            return _unavailable(
                request, "Others are changing records just now.", "Try again in a few seconds."
            )
        return None


def _unavailable(request: HttpRequest, message: str, next_step: str) -> HttpResponse:
    error = Refused(message, next_step=next_step)
    answer = error_pages.error_page(request, error, status=UNAVAILABLE)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer
