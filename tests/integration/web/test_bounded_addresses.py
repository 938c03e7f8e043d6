"""Every address, asked for as much as an address can ask: bounds in queries, joins, words and rows.

The addresses are those of the table that ``test_addresses`` keeps whole, so a new list, search or
export is covered when it is served.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from tests.integration.web.test_addresses import ADDRESSES, GROUPS, made_world


MOST_QUERIES, MOST_ROWS = 80, 130
MANY = 150
ONE, TEN, ELEVEN = (" ".join(f"zq{n}x" for n in range(words)) for words in (1, 10, 11))
# Lists, searches and exports that look for words, in whose place others may come beside.
SEARCHES = {
    "search", "actions", "export_actions", "meetings", "export_meetings", "records", "export",
    "measures", "measures_export", "api-v1:list_actions", "api-v1:list_records",
    "api-v1:list_measures",
}  # fmt: skip
NOT_HERE = {"account_logout"}  # it ends the session that asks


@pytest.fixture(scope="module")
def busy(module_office):
    """The world of every address, with 150 more of what lists are made of."""
    from beatwise.web.actions.models import PlanAction, Request
    from beatwise.web.meetings.models import Board, Decision, Meeting
    from beatwise.web.registers.models import Record

    world, by = made_world(module_office), module_office.account("governance")
    day, board = dt.date(2026, 1, 5), Board.objects.get(number=1)
    first = Record.objects.get(register="decisions", number=world["draft"])
    PlanAction.objects.bulk_create(
        PlanAction(number=n, name=f"M{n}", title="Lights", owner="performance", created=day,
                   strategy="neighbourhood-crime", words="lights")
        for n in range(1000, 1000 + MANY)
    )  # fmt: skip
    Request.objects.bulk_create(
        Request(number=n, kind="action", about="A1", title="Lights", why="x", by=by,
                role="governance", asked_on=day)
        for n in range(1000, 1000 + MANY)
    )  # fmt: skip
    Record.objects.bulk_create(
        Record(register="decisions", number=n, state=first.state, values=first.values,
               heading=first.heading, words=first.words)
        for n in range(1000, 1000 + MANY)
    )  # fmt: skip
    meetings = Meeting.objects.bulk_create(
        Meeting(number=n, board=board, on=day, begins=dt.time(10), papers_due=day)
        for n in range(1000, 1000 + MANY)
    )
    Decision.objects.bulk_create(
        Decision(meeting=meeting, number=1, words="Lights", role="deputy") for meeting in meetings
    )
    return world


@pytest.fixture
def clients(busy, restored_office):
    """A browser of each role that is asked for, and a program with a token."""
    from django.test import Client

    from beatwise.web.accounts import actions

    by = restored_office.account("governance")
    token = actions.make_token(name="t", scopes=["records:read"], days=1, by=by)[1]
    program = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {token}"})
    browsers = {"token": program}

    def of(group: str):
        if group == "token":
            return program
        roles = GROUPS.get(group, ["governance"])
        role = "governance" if "governance" in roles else roles[0]
        return browsers.setdefault(role, restored_office.client(role))

    return of


def _addresses():
    for name, row in ADDRESSES.items():
        if name not in NOT_HERE and row.get("get", 200) == 200:
            yield name, row


def _asked(client, path, **query):
    """Return an answer that was read to its end, and the statements that made it."""
    from django.core.cache import caches
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    caches["near"].clear()  # thirty exports a minute are fewer than there are addresses
    connection.queries_log.clear()  # it keeps the last 9,000 only
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(path, query)
        whole = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, whole, [each["sql"] for each in statements.captured_queries]


def _joins(statements):
    return sum(sql.count(" JOIN ") for sql in statements)


def test_ten_words_cost_no_more_tables_than_one_and_eleven_are_refused(busy, clients):
    """Every address answers, none joins a table a word, and one word too many is refused."""
    wrong, refusing = [], set()
    for name, row in _addresses():
        client, path = clients(row["roles"]), row["path"].format(**busy).partition("?")[0]
        _, _, one = _asked(client, path, q=ONE)
        status, _, ten = _asked(client, path, q=TEN)
        if status >= 500 or len(ten) > max(len(one), 1) + 2 or _joins(ten) > _joins(one):
            wrong.append((name, status, len(one), len(ten), _joins(one), _joins(ten)))
        status, _, eleven = _asked(client, path, q=ELEVEN)
        if status == 422:
            refusing.add(name)
        elif status >= 500 or any("zq10x" in sql.lower() and "LIKE" in sql for sql in eleven):
            wrong.append((name, status, "looks for eleven words"))
    assert wrong == []
    assert SEARCHES - refusing == set()


def test_no_page_grows_with_the_office(busy, clients):
    """With 150 of everything a page has at most 130 rows and 80 statements, whatever is asked."""
    wrong = []
    asked = {"page": "9" * 30, "size": "500", "sort": "-zq", "due": "zq", "state": "zq"}
    for name, row in _addresses():
        client, path = clients(row["roles"]), row["path"].format(**busy)
        for query in ({}, asked):
            status, whole, statements = _asked(client, path, **query)
            rows = len(re.findall(rb"<tr\b", whole))
            if status >= 500 or len(statements) > MOST_QUERIES or rows > MOST_ROWS:
                wrong.append((name, status, len(statements), rows))
    assert wrong == []


def test_a_value_longer_than_a_line_fails_no_page(busy, clients):
    """201 characters in any filter are refused or not looked at."""
    wrong = []
    filters = ("q", "area", "strategy", "thing", "action", "state", "owner", "on", "measure")
    for name, row in _addresses():
        client, path = clients(row["roles"]), row["path"].format(**busy).partition("?")[0]
        status, _, statements = _asked(client, path, **dict.fromkeys(filters, "zq" * 101))
        if status >= 500 or any("zq" * 101 in sql for sql in statements):
            wrong.append((name, status))
    assert wrong == []
