"""Every system that is carried by measures, a dashboard or a page, opened with something in it."""

from __future__ import annotations

import html
import re

import pytest

from beatwise.accountability.catalogue.systems import DASHBOARD, MEASURES, PAGE, systems


TOWNS = ("Pelbrook", "Ostermere")
# What stands in the address of a page about one body or one of its meetings, and what it must say.
OF_A_PANEL = {
    "body": ("Brackenshire County Council", "Entitlement"),
    "meeting_votes": ("supports the proposed precept", "Carried"),
    "public_questions": ("Public questions",),
    "proceedings": ("No interests were declared", "10 of 11", "chair"),
    "roll": ("Call the roll",),
}
# What a page of money must say of the demo's funds, budgets and agreements; what stands in its
# address follows in ``_money_address``.
OF_MONEY = {
    "budget": (
        "As proposed", "As advised", "Keeps the contact centre", "No rise", "£10.40",
        "Within four years", "Office, 3 %", "Precept proposed to the panel", "£216,100,000.00",
    ),
    "budgets": ("To the chief constable", "93.80 %", "93.76 %"),
    "statutory_calendar": ("not verified",),
    "funds": ("Crime prevention fund", "Joint prevention fund", "Budget equalisation reserve"),
    "fund": ("Pelbrook partnership", "£639,675.00"), "fund_line": ("By population",),
    "projects": ("Wardens in the evening",), "close_year": ("Close a year",),
    "contracts_in_force": ("Counselling after violence",),
    "provider_returns": ("Counselling after violence",),
    "drawdown": ("21/0417-P1",), "after_last_day": ("Budget equalisation reserve", "not settled"),
}  # fmt: skip


def _named(kind: str) -> list[str]:
    carriers = [carrier.partition(":") for each in systems() for carrier in each.carriers]
    return sorted({name for of, _, name in carriers if of == kind})


@pytest.fixture(scope="module")
def observed(module_office):
    """The office's plan, measures, money and records, with the made-up values of the demo."""
    from beatwise.accountability import roles
    from beatwise.web.keeping.demo import demo_plan, money, panel, register_records

    people = {name: module_office.account(name, area=TOWNS[0]) for name, _ in roles.choices()}
    demo_plan.fill(people, TOWNS)
    panel.fill(people)
    register_records.fill(people.__getitem__)
    money.fill(people, TOWNS)
    return people


def test_every_dashboard_of_a_system_shows_values(observed, restored_office):
    """Each opens with charts or tables of values, and gives its panels as files."""
    client = restored_office.client("performance")
    for name in _named(DASHBOARD):
        page = client.get(f"/dashboards/{name}/")
        words = page.content.decode()
        assert page.status_code == 200, name
        assert "<svg" in words or "govuk-table__cell" in words, name
        for path in re.findall(r'href="(/dashboards/[^"]+/export/csv/[^"]*)"', words)[:1]:
            assert client.get(html.unescape(path)).status_code == 200, path


def test_every_set_of_a_system_has_measures_with_values(observed, restored_office):
    """Of each set that the demo brings, a measure's page shows its series."""
    from beatwise.accountability.measures.measure_set import load_set
    from beatwise.web.performance.models import ObservationRow

    client = restored_office.client("performance")
    valued = set(ObservationRow.objects.values_list("measure", flat=True))
    for name in set(_named(MEASURES)) - {"annual-report-2018-19"}:
        shown = [m.id for m in load_set(name).measures if m.id in valued]
        assert shown, name
        page = client.get(f"/measures/{shown[0]}/")
        assert page.status_code == 200, shown[0]


def test_every_page_of_a_system_opens(observed, restored_office):
    """Pages of apps by the names of their addresses, for governance; those of money for finance."""
    from django.urls import reverse

    for name in _named(PAGE):
        client = restored_office.client("finance_officer" if name in OF_MONEY else "governance")
        address = _money_address(name) if name in OF_MONEY else [1] if name in OF_A_PANEL else []
        page = client.get(reverse(name, args=address))
        assert page.status_code == 200, name
        words = " ".join(page.content.decode().split())
        for part in (*OF_A_PANEL.get(name, ()), *OF_MONEY.get(name, ())):
            assert part in words, (name, part)


def _money_address(name: str) -> list[int]:
    """Return what stands in the address of a page of money."""
    from django.utils import timezone

    from beatwise.clock import financial_year

    if name == "budget":
        return [financial_year(timezone.localdate())]
    return {"fund": [1], "fund_line": [1, 1], "projects": [1]}.get(name, [])
