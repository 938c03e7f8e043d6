"""Pages of money ask the same number of statements, however much there is."""

from __future__ import annotations

import random

import pytest


MONTH = "2026-10"
PAGES = (
    "/funds/", "/funds/1/", "/funds/1/lines/1/", "/commissioning/", "/commissioning/contracts/",
    "/commissioning/contracts/1/hours/", "/commissioning/organisations/",
    "/commissioning/organisations/1/", f"/commissioning/payments/?month={MONTH}",
    "/commissioning/returns/", f"/commissioning/publish/?month={MONTH}", "/registers/contracts/",
    "/registers/grants/", "/funds/proposals/",
)  # fmt: skip
FEW, MANY = 40, 160  # both with milestones paid in the month


class _TakenBack(Exception):
    """What was filled in is taken back."""


def _statements(client, page: str) -> list[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(page)  # what is remembered from here on is not counted
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200, page
    return [query["sql"][:300] for query in queries.captured_queries]


@pytest.fixture
def statements(office, monkeypatch):
    """Return a function that says what each page asks of so many grants, contracts and payments."""
    from benchmarks import money_scale
    from django.core.cache import caches
    from django.db import transaction

    client = office.client("commissioning")

    def of(size: int) -> dict[str, list[str]]:
        for name, value in (("GRANTS", size), ("CONTRACTS", size), ("RECIPIENTS", size),
                            ("TRANSACTIONS", size * 10), ("FUNDS", 2)):  # fmt: skip
            monkeypatch.setattr(money_scale, name, value)
        for cache in ("default", "near"):
            caches[cache].clear()
        pages = {}
        try:
            with transaction.atomic():
                money_scale.fill(random.Random(7))
                pages = {page: _statements(client, page) for page in PAGES}
                raise _TakenBack
        except _TakenBack:
            return pages

    return of


def test_no_page_asks_more_when_there_is_more(statements):
    """Forty of everything and four times as many: the same number of statements a page."""
    few, many = statements(FEW), statements(MANY)
    more = {
        page: sorted(set(many[page]) - set(few[page])) or len(many[page]) - len(few[page])
        for page in PAGES
        if len(many[page]) > len(few[page])
    }
    assert more == {}
