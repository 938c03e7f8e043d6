"""Tables in layouts of their own: through the screens and the command line, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest


pytestmark = pytest.mark.real
ANSWERS = {"period": "2025", "counted_on": "2025-12-31"}
# Values that come in of each table, counted by hand; one of the protests has come with the demand.
TAKEN_IN = {
    "plan_metrics": 37, "contact_demand": 14, "contact_funding": 1, "cstr_monthly": 144,
    "dtoa_annual": 4, "dtoa_funnel": 18, "delivery_progress": 6, "victims_services": 45,
    "neighbourhood_workforce": 4, "neighbourhood_demand": 1, "protests": 8, "football": 3,
    "workforce_2018_19": 13, "asb_incidents": 2, "hotspot_patrols": 2, "serious_violence": 14,
    "reoffending": 4, "performance_2018_19": 22,
}  # fmt: skip
KEPT = ("plan_structure", "dtoa_funding", "recruitment_2018_19")
DISAGREE = {
    "delivery_actions": 1, "delivery_progress": 1, "dtoa_funnel": 2, "performance_2018_19": 3,
    "plan_metrics": 9, "recruitment_2018_19": 3, "victims_services": 2,
}  # fmt: skip


@pytest.fixture
def folder(reference_tables: Path) -> Path:
    """The transcribed tables."""
    return reference_tables


def take_in(folder: Path, name: str, by):
    """Take a table in by the actions that the screens and the command line call."""
    from beatwise.web.performance.tables import actions, asked

    told = asked.Asked(answers=ANSWERS if name == "plan_metrics" else {})
    content = (folder / f"{name}.csv").read_bytes()
    batch = actions.keep(name=f"{name}.csv", content=content, told=told, by=by)
    return actions.take_in(batch=batch, by=by)


def test_every_relevant_table_comes_in_and_nothing_is_invented(office, folder):
    """Each table gives just the values it prints; totals, changes and words stay outside."""
    from beatwise.web.performance.models import Disagreement, Observed, Printed

    by = office.account("performance")
    take_in(folder, "plan_structure", by)
    for name, count in TAKEN_IN.items():
        before = Observed.objects.count()
        take_in(folder, name, by)
        assert Observed.objects.count() - before == count, name
    for name in ("dtoa_funding", "recruitment_2018_19", "delivery_actions"):
        take_in(folder, name, by)
    found: dict[str, int] = {}
    for each in Disagreement.objects.all():
        found[each.table] = found.get(each.table, 0) + 1
    assert found == DISAGREE
    assert sum(row.direction != row.ruled for row in Printed.objects.all()) == 9
