"""A walk through the office: from the home page along every link, so many pages of a kind."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from checks.same_results.drivers.links import Page
from checks.same_results.drivers.office import Browser, content


EXCEPTIONS = ("/sign-in/out/",)


class Walk:
    """A person's walk: ``most`` addresses of a kind, or ``questions`` where they have a query."""

    def __init__(self, browser: Browser, most: int, questions: int):
        self.browser, self.most, self.questions = browser, most, questions
        self.kinds: Counter[str] = Counter()
        self.addresses: set[str] = set()
        self.ahead: deque[str] = deque()
        self.note("/")

    def __iter__(self) -> Iterator[tuple[str, Any, Page | None]]:
        """Yield each address with its answer, and as a page where it is one."""
        while self.ahead:
            address = self.ahead.popleft()
            answer = self.browser.get(address)
            page = _page(address, answer)
            yield address, answer, page
            for link in page.links if page else ():
                self.note(link)
            self.note(answer.headers.get("Location", ""))

    def note(self, address: str) -> None:
        """Note an address to go to, unless it is known or enough of its kind are."""
        if not address.startswith("/") or address in self.addresses | set(EXCEPTIONS):
            return
        self.addresses.add(address)
        kind = _kind(address)
        if self.kinds[kind] < (self.questions if "?" in kind else self.most):
            self.kinds[kind] += 1
            self.ahead.append(address)


def _kind(address: str) -> str:
    """Return an address' kind: its route, and the names of what it asks."""
    from django.urls import Resolver404, resolve

    parts = urlsplit(address)
    try:
        route = resolve(parts.path).route
    except Resolver404:
        route = "nowhere" if not parts.path.startswith("/static/") else "static"
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    return f"{route}?{'&'.join(names)}" if names else route


def _page(address: str, answer: Any) -> Page | None:
    """Return an answer's links and forms when it is a web page."""
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return None
    return Page(address, content(answer).decode())
