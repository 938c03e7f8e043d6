"""Each person's share of a server process: so many requests at a time, so many seconds a minute.

A browser asks for six things at once, and one of them is worked on at a time; two downloads may
run beside them. Whatever costs much is bounded by what it costs, whichever address it is: seconds
of the processor and of the database.
Turns are taken over all server processes, so that one person never holds up two; seconds and
requests in flight are counted in each.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from beatwise.errors import Refused
from beatwise.web.access import tokens
from beatwise.web.bounds import work_elsewhere
from beatwise.web.bounds.closing import abandon, when_closed
from beatwise.web.bounds.turns import Turns
from beatwise.web.pages import error_pages
from beatwise.web.settings.log_format import ACCOUNT


AT_A_TIME, IN_FLIGHT, DOWNLOADS, WAITING_PLACES = 1, 6, 2, 6
FEWEST_THREADS = IN_FLIGHT + DOWNLOADS + WAITING_PLACES + 4  # of a process: four are left to others
SECONDS_A_MINUTE = 30.0
LONGEST_WAIT = 15.0  # seconds for a turn
MINUTE, TOO_MANY = 60, 429
REFUSAL = "beatwise.refusal"  # in the environment of a request that was refused at once
MOST_REMEMBERED = 10_000


class NoShare(Exception):
    """A person has used their share; says why, and in how many seconds to try again."""

    def __init__(self, words: str, seconds: int):
        super().__init__(words)
        self.seconds = seconds


@dataclass
class Share:
    """What one person is at, and what it has cost in this minute."""

    turns: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(AT_A_TIME)
    )
    in_flight: int = 0
    downloads: int = 0
    minute: int = 0
    seconds: float = 0.0


class Shares:
    """Everyone's share of this process, by key of the account."""

    def __init__(self) -> None:
        self._lock = threading.RLock()  # an unread download may end while its thread holds it
        self._shares: dict[int, Share] = {}

    def enter(self, person: int) -> None:
        """Take a turn, waiting for it a while; raise ``NoShare`` when there is none to have."""
        with self._lock:
            if (refusal := self.refusal(person)) is not None:
                raise refusal
            share = self._shares[person]
            share.in_flight += 1
        if not _take(share, person):
            with self._lock:
                share.in_flight -= 1
            raise NoShare("Your earlier pages are still being made.", 5)

    def refusal(self, person: int) -> NoShare | None:
        """Return why this person is refused at once, whatever they ask for; mostly nothing."""
        now = time.time()
        with self._lock:
            share = self._shares.setdefault(person, Share())
            if share.minute != int(now) // MINUTE:
                share.minute, share.seconds = int(now) // MINUTE, 0.0
            if share.seconds > SECONDS_A_MINUTE:
                words = "Your pages and files took more of the office's time than one minute has."
                return NoShare(words, MINUTE - int(now) % MINUTE)
            if share.in_flight >= IN_FLIGHT:
                return NoShare(f"More than {IN_FLIGHT} of your pages are being made.", 2)
        return None

    def leave(self, person: int, seconds: float) -> None:
        """Give the turn back, and note what it cost."""
        with self._lock:
            share = self._shares[person]
            share.in_flight -= 1
            share.seconds += seconds
        everywhere.give_back(person)
        share.turns.release()

    def begin_download(self, person: int) -> None:
        """Count a download that is sent as it is written; raise ``NoShare`` beyond the most."""
        with self._lock:
            if self._shares[person].downloads >= DOWNLOADS:
                raise NoShare(f"{DOWNLOADS} of your downloads are running.", 5)
            self._shares[person].downloads += 1

    def end_download(self, person: int, seconds: float) -> None:
        """Note that a download has ended, and what it cost."""
        with self._lock:
            self._shares[person].downloads -= 1
            self._shares[person].seconds += seconds


def _take(share: Share, person: int) -> bool:
    """Take a person's turn in this process, and then over all of them."""
    end = time.monotonic() + LONGEST_WAIT
    if not share.turns.acquire(timeout=LONGEST_WAIT):
        return False
    if everywhere.take(person, end - time.monotonic()):
        return True
    share.turns.release()
    return False


shares = Shares()
everywhere = Turns()
_people: dict[str, int] = {}  # who asked before, by what they showed


def known_person(header: str, cookie: str) -> int | None:
    """Return the account that showed this header and cookie before, without the database."""
    return _people.get(_mark(header, cookie)) if header or cookie else None


def _mark(header: str, cookie: str) -> str:
    return hashlib.sha256(f"{header}\n{cookie}".encode("utf-8", "replace")).hexdigest()


class FairShare:
    """The middleware that lets each person take their turns."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on in its turn, or say when to try again."""
        person = self._person(request)
        if person is None:
            return self.get_response(request)
        try:
            shares.enter(person)
        except NoShare as refusal:
            request.META[REFUSAL] = refusal
            return _refusal_page(request, refusal, person)
        begun = _cost()
        try:
            response = self.get_response(request)
        finally:
            shares.leave(person, _cost() - begun)
        return _download(request, response, person) if response.streaming else response

    def _person(self, request: HttpRequest) -> int | None:
        """Return who asks; once known, without asking the database again."""
        header = request.headers.get("Authorization", "")
        cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not header and not cookie:
            return None
        mark = _mark(header, cookie)
        if mark in _people:
            return _people[mark]
        person = _account(request, header)
        if person is not None:
            if len(_people) >= MOST_REMEMBERED:
                _people.clear()
            _people[mark] = person
        return person


def _account(request: HttpRequest, header: str) -> int | None:
    """Return the key of the account behind a token or a session, or ``None``."""
    scheme, _, words = header.partition(" ")
    if scheme.lower() == "bearer":
        caller = tokens.caller(words)
        return caller.account.pk if caller else None
    key: int | None = request.user.pk
    return key


def _download(request: HttpRequest, response: HttpResponseBase, person: int) -> HttpResponseBase:
    """Let a download run, or refuse it; what is worked for it in this thread is noted at its end.

    It takes no turn: whoever waits for a slow line can still open pages.
    """
    try:
        shares.begin_download(person)
    except NoShare as refusal:
        abandon(response)
        return _refusal_page(request, refusal, person)
    thread, begun, everyone = threading.get_ident(), _cost(), shares

    def end() -> None:
        same = threading.get_ident() == thread
        everyone.end_download(person, _cost() - begun if same else 0.0)

    when_closed(response, end)
    return response


def _cost() -> float:
    return time.thread_time() + work_elsewhere.total()


def _refusal_page(request: HttpRequest, refusal: NoShare, person: int) -> HttpResponse:
    request.user = AnonymousUser()  # the page is made without a look into the database
    request.META[ACCOUNT] = person  # which the line of the log names all the same
    step = f"Wait {refusal.seconds} seconds and open it again. Nothing was changed."
    answer = error_pages.error_page(request, Refused(str(refusal), next_step=step), status=TOO_MANY)
    answer.headers["Retry-After"] = str(refusal.seconds)
    return answer
