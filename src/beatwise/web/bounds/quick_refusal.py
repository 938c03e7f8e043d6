"""Who is refused at once gets the answer that was made once, as it was: it costs next to nothing.

A person who asks without a pause is refused hundreds of times a second. Made anew, with its
page, each refusal would take more of a server process than the page of somebody else. Some
refusals are held back for a moment, so that whoever asks again at once waits in between.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.http import parse_cookie

from beatwise.web.bounds import fair_share
from beatwise.web.bounds.fair_share import REFUSAL, WAITING_PLACES, NoShare
from beatwise.web.pages.error_pages import API
from beatwise.web.settings.log_format import ACCOUNT


if TYPE_CHECKING:
    from _typeshed import OptExcInfo


MOST_REMEMBERED = 500
PAUSE = 0.5  # seconds
_log = logging.getLogger("django.request")


class Answer(NamedTuple):
    """A refusal as it was sent: its status line, its headers and its bytes."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


class QuickRefusal:
    """A WSGI application before another, which makes each refusal once."""

    def __init__(self, application: WSGIApplication):
        self._application = application
        self._answers: dict[tuple[object, ...], Answer] = {}
        self._places = threading.BoundedSemaphore(WAITING_PLACES)

    def __call__(self, environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer from memory who is refused at once; pass on everybody else."""
        person = _person(environment)
        refusal = fair_share.shares.refusal(person) if person is not None else None
        answer = self._answers.get(_key(environment, refusal)) if refusal is not None else None
        if answer is None:
            return self._passed_on(environment, start)
        _note(environment, person)
        self._hold_back()
        start(answer.status, list(answer.headers))
        return [] if environment["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _hold_back(self) -> None:
        """Wait for a moment, where not too many refusals wait already: they use up threads."""
        if self._places.acquire(blocking=False):
            try:
                time.sleep(PAUSE)
            finally:
                self._places.release()

    def _passed_on(self, environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Pass a request on, and remember the answer where it is a refusal."""
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def start_and_keep(
            status: str, headers: list[tuple[str, str]], fault: OptExcInfo | None = None
        ) -> Callable[[bytes], object]:
            begun[:] = [(status, headers)]
            return start(status, headers, fault) if fault else start(status, headers)

        parts = self._application(environment, start_and_keep)
        refusal = environment.get(REFUSAL)
        if refusal is not None and _is_anybodys(environment, begun[0][1]):
            status, headers = begun[0]
            if len(self._answers) >= MOST_REMEMBERED:
                self._answers.clear()
            self._answers[_key(environment, refusal)] = Answer(status, headers, b"".join(parts))
        return parts


def _is_anybodys(environment: WSGIEnvironment, headers: list[tuple[str, str]]) -> bool:
    """Whether an answer is whole, and gives nothing that is one person's."""
    sets_cookie = any(name.lower() == "set-cookie" for name, _ in headers)
    return environment["REQUEST_METHOD"] != "HEAD" and not sets_cookie


def _person(environment: WSGIEnvironment) -> int | None:
    """Return who asks for a page, when they have been here before; styles are for everybody."""
    if environment.get("PATH_INFO", "").startswith(settings.STATIC_URL):
        return None
    words = environment.get("HTTP_COOKIE", "")
    cookie = parse_cookie(words).get(settings.SESSION_COOKIE_NAME, "") if words else ""
    return fair_share.known_person(environment.get("HTTP_AUTHORIZATION", ""), cookie)


def _key(environment: WSGIEnvironment, refusal: NoShare) -> tuple[object, ...]:
    """Return what an answer to a refusal hangs on: its words, and whether it is page or JSON."""
    is_api = environment.get("PATH_INFO", "").startswith(API)
    return str(refusal), refusal.seconds, is_api, environment.get("wsgi.url_scheme")


def _note(environment: WSGIEnvironment, person: int | None) -> None:
    """Write the line of the log that Django writes for a refusal, with the account."""
    account = SimpleNamespace(META={ACCOUNT: person})
    _log.warning(
        "Too Many Requests: %s", environment.get("PATH_INFO", ""), extra={"request": account}
    )
