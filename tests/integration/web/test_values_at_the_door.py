"""Values that cannot be: refused in words wherever they come in, and no page falls over one."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.test import Client


HEAD = "measure,area,period,value,numerator,denominator,vintage,source,note\r\n"
TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def loaded(plan_office, monkeypatch):
    """The plan that comes along, without a value, on the first of June 2026."""
    from beatwise.web.performance import selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    return plan_office


@pytest.fixture
def doors(loaded):
    """The three ways in: the form, a file, the API. Each returns what it says of a value."""
    from beatwise.web.accounts import actions
    from beatwise.web.performance.imports import Values
    from beatwise.web.performance.models import ObservationRow

    by = loaded.account("performance")
    token = actions.make_token(name="t", scopes=["records:write"], days=1, by=by)[1]

    def typed(measure: str, **given: str) -> str:
        page = loaded.client(by).post(f"/measures/{measure}/observe/", given)
        return page.content.decode()

    def file(measure: str, **given: str) -> str:
        row = ",".join({"measure": measure, **given}.get(c, "") for c in HEAD.strip().split(","))
        found = Values().preview("v.csv", f"{HEAD}{row}\r\n".encode(), by)
        return " ".join([*(w.words for w in found.wrong), *found.notes])

    def sent(measure: str, **given: str) -> str:
        answer = Client(SERVER_NAME="localhost").post(
            "/api/v1/performance/observations/", json.dumps({"measure": measure, **given}),
            "application/json", HTTP_AUTHORIZATION=f"Bearer {token}",
        )  # fmt: skip
        return " ".join(str(words) for words in answer.json().values())

    def through(measure: str, **given: str) -> list[str]:
        said = [door(measure, **given) for door in (typed, file, sent)]
        return [*said, f"{ObservationRow.objects.count()} kept"]

    return through


@pytest.mark.parametrize(
    ("given", "words", "step"),
    [
        ({"period": "2026-06"}, "has not ended yet", "Check the year"),
        ({"period": "2030-01"}, "has not ended yet", "Check the year"),
        ({"period": "2026/27"}, "has not ended yet", "Check the year"),
        ({"period": "2026-06-02"}, "has not come yet", "Check the year"),
        ({"period": "0001-01"}, "more than 30 years back", "Check the year"),
        ({"period": "1926-05-31"}, "more than 30 years back", "Check the year"),
        ({"period": "2025/26", "vintage": "2026-06-02"}, "has not come yet", "was known"),
    ],
)
def test_a_period_that_cannot_be_is_refused_at_every_door(doors, given, words, step):
    """A mistyped year would be the newest value, or make a chart of ten thousand months."""
    *said, kept = doors("robbery", value="5", **given)
    assert kept == "0 kept"
    for each in said:
        assert words in each
        assert step in each


def test_today_last_month_and_long_ago_come_in(loaded):
    """Counted today, a month that ended yesterday, a year of the last century: all are values."""
    from beatwise.web.performance import observations

    for period in ("2026-06-01", "2026-05", "2017/18", "1997/98", ""):
        observations.observe(
            measure="robbery",
            cells={"period": period, "value": "0.7"},
            by=loaded.account("performance"),
            reasons={"*": "Counted so."},
        )


def test_a_dashboard_of_any_day_opens_or_says_why_not(loaded):
    """The first and last days that can be written are days like any other to the address."""
    client = loaded.client("commissioner")
    for day in ("0001-01-01", "9999-12-31", "1066-10-14"):
        answer = client.get(f"/dashboards/plan-overview/?on={day}")
        assert answer.status_code == 422, day
        assert "rated as on" in answer.content.decode()
    assert client.get("/dashboards/plan-overview/?on=2020-02-29").status_code == 200


def test_a_measure_due_after_a_million_days_is_never_late(loaded):
    """However long a definition lets a value take, no page fails over it."""
    from dataclasses import replace

    from beatwise.accountability.measures.due import last_period_due
    from beatwise.web.performance import selectors

    slow = replace(selectors.measure("robbery"), lag_days=999_999_999)
    assert last_period_due(slow, TODAY) == dt.date.min


@pytest.mark.parametrize(
    ("measure", "given", "words"),
    [
        ("robbery", {"value": "-5"}, "less than nothing"),
        ("robbery", {"value": "−5"}, "less than nothing"),
        ("homicides", {"value": "-1"}, "less than nothing"),
        ("confidence-in-police", {"value": "-65.9"}, "less than nothing"),
        ("officer-hours-saved", {"value": "-3"}, "less than nothing"),
        ("robbery", {"value": "12%"}, "has a % sign"),
        ("homicides", {"value": "£12"}, "has a £ sign"),
        ("robbery", {"value": "5", "numerator": "7", "denominator": "0"}, "denominator of 0"),
        ("robbery", {"value": "5", "denominator": "0"}, "denominator of 0"),
        ("homicides", {"value": "5", "numerator": "-7"}, "numerator of -7"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_every_door(doors, measure, given, words):
    """Less than nothing, another unit's sign, out of nought: each is refused with a next step."""
    *said, kept = doors(measure, period="2025/26", **given)
    assert kept == "0 kept"
    for each in said:
        assert words in each


def test_what_may_be_is_taken(loaded):
    """A per cent sign in a percentage, nought out of some, and no data out of none."""
    from beatwise.web.performance import observations

    by = loaded.account("performance")
    for measure, given in (
        ("confidence-in-police", {"value": "65.9%"}),
        ("robbery", {"value": "0", "numerator": "0", "denominator": "1000"}),
        ("neighbourhood-crime", {"value": "", "denominator": "0"}),
    ):
        observations.observe(measure=measure, cells={"period": "2025/26", **given}, by=by)


def test_money_may_be_less_than_nothing():
    """A deficit is a value; so is a fall in percentage points, and a change in per cent."""
    from beatwise.accountability.measures.measure_units import UNITS

    assert {name for name, unit in UNITS.items() if unit.below_zero} == {
        "pounds", "percentage points", "percent change",
    }  # fmt: skip


def test_a_new_area_is_confirmed(doors, loaded):
    """Typed in, a name that no value has yet is asked about; a file says so beside its preview."""
    from beatwise.web.performance.models import ObservationRow

    typed, file, sent, kept = doors("robbery", period="2025/26", value="0.7", area="Atlantis")
    assert kept == "0 kept"
    assert "Areas so far" in typed or "There is no area so far" in typed
    assert "is a new area, and spelt as it should be" in typed
    assert "Check how they are spelt" in file
    assert "confirm that it is new" in sent
    sure = {"period": "2025/26", "value": "0.7", "area": "Atlantis", "new_area": "on"}
    assert loaded.client("performance").post("/measures/robbery/observe/", sure).status_code == 302
    given = {"period": "2024/25", "value": "0.7", "area": "Atlantis"}
    assert doors("robbery", **given)[-1] == "2 kept"
    assert loaded.client("performance").post(
        "/measures/homicides/observe/", given | {"period": "2023/24"}
    ).status_code == 302  # fmt: skip
    assert set(ObservationRow.objects.values_list("area", flat=True)) == {"Atlantis"}
