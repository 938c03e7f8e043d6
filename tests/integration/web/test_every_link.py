"""Every role on every kind of page of the demo office: what is offered can be done.

From the home page every link is followed, up to a few pages of each kind, and every button of a
form is pressed with nothing filled in. A link that leads to a refusal, or a button that is refused
for want of a right or because of where a thing stands, is a fault of the page that showed it. So
is a code in its words: an id of a measure or strategy, a key of a field, a day as files write it.
"""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.integration.web.conftest import Office

from beatwise.accountability import roles


OF_EACH_KIND = 2  # pages of a kind, such as measures
LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)"')
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
BUTTON = re.compile(r'<button\b[^>]*\bname="(\w+)" value="(\w+)"')
REFUSALS = {403, 404, 405, 409, 429, 500}  # an empty form may be found wanting: 400 and 422
AWAY = {"account_logout"}  # ends the session that walks
NOT_READ = re.compile(
    r"<(script|style|svg|textarea|datalist|code)\b.*?</\1>|<(\w+)[^>]*\bbw-code\b.*?</\2>",
    re.DOTALL,
)
CODE = re.compile(
    r"(?<![\w./@-])(?:[a-z]+(?:_[a-z0-9]+)+|[a-z]+(?:-[a-z0-9]+)+|\d{4}-\d\d-\d\d(?:T[\d:.]+)?"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+|[0-9a-f]{32,})(?![\w/@-])"
)
# The prefix that the Open Contracting Data Standard gives a body is known to it by nothing else.
REGISTERED = re.compile(r"ocds-[a-z0-9]{6}")
# What an author types in a paper's text, in whose place its reader has a figure.
REFERENCE = re.compile(r"\{[^{}]*\}")
# Examples beside fields, which say how a day or a code may be written.
HINT = re.compile(
    r'<div class="govuk-hint[^>]*>.*?</div>|<div id="[\w-]*hint"[^>]*>.*?</div>', re.DOTALL
)


@dataclass
class Walk:
    """One role's way through the office, and what was wrong on it."""

    client: Any
    role: str
    seen: set[str] = field(default_factory=set)
    of_kind: Counter[str] = field(default_factory=Counter)
    pressed: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str, int]] = field(default_factory=list)
    codes: set[tuple[str, str]] = field(default_factory=set)
    known: frozenset[str] = frozenset()
    pages: int = 0

    def everything(self) -> None:
        """Open the home page and all that it leads to."""
        waiting = deque([("", "/")])
        while waiting:
            source, address = waiting.popleft()
            if not self._is_new(address):
                continue
            answer = self.client.get(address, follow=True)
            self.pages += 1
            if answer.status_code != 200:
                self.faults.append((source, address, answer.status_code))
            if answer.headers["Content-Type"].startswith("text/html") and not answer.streaming:
                page = answer.content.decode()
                if "our role opens no" in page:
                    self.faults.append((source, address, 403))
                self.codes |= {(address, code) for code in _codes(page, self.known)}
                waiting += [(address, html.unescape(link)) for link in LINK.findall(page)]
                self._press(address, page)

    def _is_new(self, address: str) -> bool:
        """Whether a page is still to be opened: of the office, and of a kind not seen enough."""
        path = address.partition("?")[0]
        if not path.startswith("/") or path in self.seen or path.startswith(("/static/", "/api/")):
            return False
        self.seen.add(path)
        kind = _kind(path)
        self.of_kind[kind] += 1
        return kind not in AWAY and self.of_kind[kind] <= OF_EACH_KIND

    def _press(self, address: str, page: str) -> None:
        """Press each button of the page's own forms, and take back what that does."""
        from django.db import transaction

        main = page.partition("<main")[2]
        for attributes, inside in FORM.findall(main):
            if 'method="post"' not in attributes:
                continue
            given = re.search(r'\baction="([^"]+)"', attributes)
            target = html.unescape(given[1]) if given else address
            kind = f"{_kind(target.partition('?')[0])} from {_kind(address.partition('?')[0])}"
            self.pressed[kind] += 1
            if self.pressed[kind] > OF_EACH_KIND:
                continue
            sent = dict(HIDDEN.findall(inside)) | dict(BUTTON.findall(inside)[:1])
            with transaction.atomic():
                answer = self.client.post(target, sent)
                transaction.set_rollback(True)
            if answer.status_code in REFUSALS:
                self.faults.append((address, f"POST {target} {sent}", answer.status_code))


def _codes(page: str, known: frozenset[str]) -> set[str]:
    """Return the codes that a page shows; words with hyphens are codes where they are ids."""
    main = page.partition("<main")[2].partition("</main>")[0]
    words = html.unescape(re.sub(r"<[^>]*>", " ", NOT_READ.sub(" ", HINT.sub(" ", main))))
    words = REFERENCE.sub(" ", words)
    return {
        code
        for code in CODE.findall(words)
        if (not re.fullmatch(r"[a-z-]+", code) or code in known) and not REGISTERED.fullmatch(code)
    }


def _ids() -> frozenset[str]:
    """Return the ids with hyphens that the office gives to what people know by titles."""
    from beatwise.web.performance import selectors

    return frozenset({*selectors.measures(), *selectors.strategy_titles()})


def _kind(path: str) -> str:
    """Return the name of an address, with the step or the kind that it is about."""
    from django.urls import Resolver404, resolve

    try:
        match = resolve(path)
    except Resolver404:
        return path
    about = [str(v) for k, v in match.kwargs.items() if k in ("name", "kind", "slug")]
    is_measure = len(match.kwargs) == 1 or match.url_name.startswith("observation")
    return " ".join([match.url_name or path, *([] if is_measure else about)])


@pytest.fixture
def demo(engines: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The demo office inside a transaction that is taken back; on one engine, for it is large."""
    from django.core.cache import caches
    from django.db import connections, transaction

    from beatwise.web.bounds import fair_share
    from beatwise.web.keeping.demo import demo_office
    from beatwise.web.pages import rate_limit
    from beatwise.web.settings.place import office_folder

    connections["default"] = engines["sqlite"]
    for name in ("default", "near"):
        caches[name].clear()
    monkeypatch.setattr(fair_share, "SECONDS_A_MINUTE", 3600.0)
    monkeypatch.setattr(fair_share, "DOWNLOADS", 100_000)
    monkeypatch.setattr(fair_share, "shares", fair_share.Shares())
    monkeypatch.setattr(rate_limit, "count", lambda *_: 0)
    with transaction.atomic():
        demo_office.populate()
        yield Office("sqlite")
        transaction.set_rollback(True)
    (office_folder() / demo_office.MARK).unlink()


def test_whatever_a_page_offers_can_be_done(demo):
    """No link and no button of any role leads to a refusal, and no page shows a code."""
    from beatwise.web.accounts.models import Account

    faults, codes, pages = {}, {}, {}
    for role, _ in roles.choices():
        walk = Walk(demo.client(Account.objects.get(role=role)), role, known=_ids())
        walk.everything()
        pages[role] = walk.pages
        if walk.faults:
            faults[role] = walk.faults
        if walk.codes:
            codes[role] = sorted(walk.codes)
    assert not faults, "\n".join(
        f"{role}: {fault}" for role, found in faults.items() for fault in found
    )
    assert not codes, "\n".join(
        f"{role}: {code}" for role, shown in codes.items() for code in shown
    )
    assert pages["governance"] > 60, pages
    assert min(pages.values()) > 5


def test_a_code_is_told_from_words():
    """Keys, ids, days and digests of files are codes; hyphenated words and hints are not."""
    page = (
        "<main><p>co-opted, anti-social; valid_from vehicle-crime 2026-01-31 "
        f"{'0' * 64}</p><div class='x'>7b6f2c1e-0000-4000-8000-000000000000</div>"
        '<div class="govuk-hint" id="a_hint">Such as 2026-01-21.</div><code>a_b</code>'
        '<span class="bw-code">c_d</span><svg>e_f</svg> a@x.example/g_h</main><p>i_j</p>'
    )
    assert _codes(page, frozenset({"vehicle-crime"})) == {
        "valid_from", "vehicle-crime", "2026-01-31", "0" * 64,
        "7b6f2c1e-0000-4000-8000-000000000000",
    }  # fmt: skip
