"""What opens once opens once, and is counted one by one, however many ask at the same moment."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from tests.patience import patience
from tests.prepared_office import prepared
from tests.served import SIGN_IN, Person, Served, python


PASSWORD = "three unusual words"
CODE = "/sign-in/second-factor/authenticate/"
AT_ONCE = 9
PEOPLE = f"""
import json
from allauth.mfa.models import Authenticator
from beatwise.web.accounts import actions
from beatwise.web.accounts.enrolment import recovery_codes
roles = {{"first": "governance", "second": "governance", "third": "governance",
         "clerk": "performance", "guessed": "performance"}}
made = {{n: actions.make(email=f"{{n}}@office.example", role=r, password={PASSWORD!r}, by=None)
        for n, r in roles.items()}}
for name in ("clerk", "guessed"):
    Authenticator.objects.create(user=made[name], type="totp", data={{"secret": "A" * 32}})
codes = recovery_codes.make(made["clerk"])
first = made["first"]
actions.change(account=made["clerk"], role="governance", area="", is_active=True, why="x", by=first)
other = actions.make(email="other@office.example", role="performance", by=None)
link, words = actions.make_link(account=other, by=first)
from beatwise.web.accounts.models import Proposal
from beatwise.web.accounts.views import _who
"""
HERE = """
print(json.dumps({
    "codes": codes, "request": Proposal.objects.get(state="waiting").pk,
    "link": f"/choose-password/{_who(other)}/{words}/",
    "second": signed_in(made["second"]), "third": signed_in(made["third"]),
    "first": signed_in(first)}))
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Any]:
    """An office served by two processes, its people, and what a test may use up."""
    with prepared(tmp_path_factory.mktemp("raced"), request.param) as given:
        things = json.loads(python(PEOPLE + SIGN_IN + HERE, given))
        office = Served(given, processes=2)
        office.start()
        try:
            yield office, given, things
        finally:
            office.stop()


def _pending(stack: ExitStack, base: str, email: str) -> httpx.Client:
    """Return a browser that has given the password and is asked for a code."""
    browser = stack.enter_context(httpx.Client(base_url=base, timeout=patience(30)))
    page = browser.get("/sign-in/").text
    mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    words = {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": mark}
    assert browser.post("/sign-in/", data=words).headers["Location"].startswith(CODE)
    return browser


def _code(browser: httpx.Client, code: str) -> int:
    mark = browser.cookies["beatwise-csrf"]
    return browser.post(CODE, data={"code": code, "csrfmiddlewaretoken": mark}).status_code


def _at_once(work: Callable[[Any], int], things: list[Any]) -> list[int]:
    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(work, things))


def test_a_recovery_code_opens_one_of_many_sessions(world):
    """Four sessions give the same code at the same moment: one is in."""
    office, _, things = world
    with ExitStack() as stack:
        browsers = [_pending(stack, office.base, "clerk@office.example") for _ in range(4)]
        answers = _at_once(lambda browser: _code(browser, things["codes"][0]), browsers)
    assert sorted(answers) == [200, 200, 200, 302]


def test_no_more_wrong_codes_are_tried_at_once_than_one_by_one(world):
    """Nine wrong codes at the same moment in as many sessions: five are tried, none after."""
    office, given, _ = world
    with ExitStack() as stack:
        browsers = [_pending(stack, office.base, "guessed@office.example") for _ in range(AT_ONCE)]
        tries = [(browser, f"{n:06}") for n, browser in enumerate(browsers)]
        answers = _at_once(lambda one: _code(*one), tries)
    assert sorted(answers) == [200] * 4 + [429] * (AT_ONCE - 4)
    count = """
from axes.models import AccessAttempt
from beatwise.web.accounts.models import Notice
rows = AccessAttempt.objects.filter(username="code of guessed@office.example")
print(sum(row.failures_since_start for row in rows))
print(Notice.objects.filter(account__email="guessed@office.example").count())
"""
    assert python(count, given).split() == ["5", "1"]


def test_a_link_sets_one_password(world):
    """Two holders of a link choose at the same moment: one password is set, one is told no."""
    office, given, things = world
    marks = {"beatwise-csrf": "a" * 32}

    def choose(word: str) -> int:
        with httpx.Client(base_url=office.base, cookies=marks, timeout=patience(30)) as browser:
            words = {"password": f"{word} unlike others", "csrfmiddlewaretoken": "a" * 32}
            return browser.post(things["link"], data=words).status_code

    answers = _at_once(choose, ["seven", "eleven", "thirteen", "fifteen"])
    assert sorted(answers)[:3] != [302, 302, 302]
    assert answers.count(302) == 1, answers
    used = """
from beatwise.web.history.models import Change
print(Change.objects.filter(action="account.enrol").count())
"""
    assert python(used, given).split() == ["1"]


def test_a_request_is_confirmed_once_and_never_by_who_asked(world):
    """Two officers confirm at the same moment, and who asked as well: it is done once."""
    office, given, things = world

    def confirm(name: str) -> int:
        with Person(office.base, things[name]) as officer:
            address = f"/accounts/requests/{things['request']}/"
            return officer.post(address, {"do": "confirm"}).status_code

    _at_once(confirm, ["first", "second", "third", "first", "second"])
    who = """
from beatwise.web.history.models import Change
rows = Change.objects.filter(action="account.confirm_change")
print(len(rows), *(row.by.email.partition("@")[0] for row in rows))
"""
    number, *officers = python(who, given).split()
    assert number == "1"
    assert officers[0] in ("second", "third")
