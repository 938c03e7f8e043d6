"""Rolling years in the office: months underneath, the year formed, limits, what was reported."""

from __future__ import annotations

import datetime as dt
import html
import json
import re

import pytest
from django.test import Client

from beatwise.accountability.questions import EVERY, OpenQuestions
from beatwise.clock import Month


TODAY = dt.date(2026, 11, 29)
HEAD = "measure,area,period,value,numerator,denominator,vintage,source,note\r\n"
MONTHS = [f"{2024 + (3 + i) // 12}-{(3 + i) % 12 + 1:02d}" for i in range(27)]  # to June 2026
COUNT = "out-of-court-resolutions"  # 3,575 in 2024/25
RATE = "robbery"  # 0.75 per 1,000 people in 2024/25
WANTED = "July 2025 to June 2026"


@pytest.fixture
def loaded(plan_office, monkeypatch):
    """The plan that comes along, without a value, on a day in November 2026."""
    from beatwise.web.performance import selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    return plan_office


def _import(office, rows: list[str]):
    from beatwise.web.imports import batches
    from beatwise.web.performance.imports import Values

    by = office.account("performance")
    content = (HEAD + "\r\n".join(rows)).encode()
    batch = batches.keep(Values(), name="v.csv", content=content, by=by)
    batches.commit(Values(), batch=batch, by=by, reason="It is so.")
    return batch


def _months(value: int = 300, measure: str = COUNT, area: str = "", n: int = 27) -> list[str]:
    return [
        f"{measure},{area},{month},{value + i % 2},,,,," for i, month in enumerate(MONTHS[27 - n :])
    ]


def _years(measure: str = COUNT, value: int = 3600) -> list[str]:
    """Four rolling years, the last of which ends with June 2026."""
    spans = ("2024-10:2025-09", "2025-01:2025-12", "2025-04:2026-03", "2025-07:2026-06")
    return [f"{measure},,{span},{value},,,,," for span in spans]


def _observe(office, period: str, value: str, reason: str = "", **more: str):
    from beatwise.web.performance import observations

    return observations.observe(
        measure=more.pop("measure", COUNT),
        cells={"period": period, "value": value, **more},
        by=office.account("performance"),
        reasons={EVERY: reason} if reason else {},
    )


def _row(measure: str = COUNT, area: str = "whole area"):
    from beatwise.web.performance import selectors

    return next(r for r in selectors.scorecard(None, area) if r.measure.id == measure)


def _whole() -> list[str]:
    from beatwise.web.performance import integrity

    return [*integrity.observations(), *integrity.standings()]


def _text(page: bytes) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.decode())))


def test_rolling_years_alone_say_so_and_ask_for_the_months(loaded):
    """The chart is named for what it is, with the reason, and leads to the form and the import."""
    _import(loaded, _years())
    client = loaded.client("performance")
    page = client.get(f"/measures/{COUNT}/").content
    assert "A rolling year, without control limits" in _text(page)
    assert "not independent" in _text(page)
    assert f"/measures/{COUNT}/observe/?parts=yes" in page.decode()
    assert b"?parts=yes" not in loaded.client("partner").get(f"/measures/{COUNT}/").content
    form = client.get(f"/measures/{COUNT}/observe/?parts=yes").content.decode()
    assert "Give its months or quarters" in form
    assert 'value="2026/27 Q2"' in form
    assert "give its months or quarters too" in _text(client.get("/measures/import/").content)
    assert _row().point.lower is None


def test_months_bring_limits_and_form_the_year(loaded):
    """The months are charted with limits; the year to June is their sum, rated as such."""
    _import(loaded, [*_years(), *_months()])
    row = _row()
    assert row.latest.value == 12 * 300 + 6
    assert row.latest.period.words == WANTED
    assert row.rating.rag.word == "amber"
    assert (row.point.months, row.point.rests_on, row.point.settled) == (1, 20, True)
    page = _text(loaded.client("performance").get(f"/measures/{COUNT}/").content)
    assert f"3,606 ({WANTED}); formed from 12 months; reported as 3,600, which is 6 less" in page
    assert "Each point is a month; the measure is rated by the year." in page
    assert "rest on 20 values, April 2024 to November 2025" in page
    assert _whole() == []
    client = loaded.client("performance")
    lines = b"".join(client.get("/measures/export/csv/?q=out-of-court")).decode().splitlines()
    assert any(line.endswith(",12 months") for line in lines)


def test_the_next_month_is_offered_once_there_are_months(loaded):
    """July 2026 follows June; the coming rolling year is still among the choices."""
    _import(loaded, _months())
    form = loaded.client("performance").get(f"/measures/{COUNT}/observe/").content.decode()
    assert 'name="period" value="July 2026"' in form
    assert "October 2025 to September 2026" in form


def test_a_year_that_disagrees_is_asked_about_and_both_are_kept(loaded):
    """Saved with a reason, the difference stands on the page beside the formed year."""
    from beatwise.web.performance.models import ObservationRow

    _import(loaded, _months())
    with pytest.raises(OpenQuestions) as asked:
        _observe(loaded, WANTED, "3650")
    assert "its 12 months give 3,606: 44 more than formed" in asked.value.questions[0].words
    _observe(loaded, WANTED, "3650", reason="As the force published it.")
    assert _row().latest.value == 3606
    page = _text(loaded.client("performance").get(f"/measures/{COUNT}/").content)
    assert "reported as 3,650, which is 44 more than formed" in page
    assert "Differs 44 more than formed" in page
    assert ObservationRow.objects.filter(removed=False).count() == 28
    assert _whole() == []


def test_a_restated_month_is_felt_in_the_year_and_taken_out_again(loaded):
    """Rated at once; without a month there is no year, and the reported one stands."""
    from beatwise.web.performance import observations

    _import(loaded, _months())
    row = _observe(loaded, "June 2026", "500", vintage="2026-10-01", reason="A late return.")
    assert _row().latest.value == 3606 + 200
    observations.take_out(key=row.pk, why="Wrong.", by=loaded.account("performance"))
    assert _row().latest.value == 3606
    assert _whole() == []


def test_a_rate_is_formed_from_its_numerators_and_the_people(loaded):
    """40 robberies a month among 600,000 people are 0.80 per 1,000 in a year, and not 0.07."""
    rows = [f"{RATE},,{month},0.07,40,600000,,," for month in MONTHS]
    _import(loaded, rows)
    latest = _row(RATE).latest
    assert (str(latest.value), latest.numerator, latest.denominator) == ("0.80", 480, 600_000)
    assert _row(RATE).rating.rag.word == "red"
    bare = [f"theft-from-person,,{month},0.07,,,,," for month in MONTHS]
    batch = _import(loaded, bare)
    assert _row("theft-from-person").latest.period.length == 1
    page = _text(loaded.client("performance").get(f"/measures/import/{batch.pk}/").content)
    assert page


def test_the_preview_says_what_months_are_for(loaded):
    """And how many lack the numbers that a year needs."""
    from beatwise.web.performance.imports import Values

    rows = [*_months(n=3), f"{RATE},,2026-06,0.07,,,,,"]
    content = (HEAD + "\r\n".join(rows)).encode()
    notes = " ".join(Values().preview("v.csv", content, None).notes)
    assert "4 values are of months, quarters or half-years" in notes
    assert "1 of them without numerator and denominator" in notes


def test_areas_stand_side_by_side_by_the_year_that_their_months_form(loaded):
    """The towns' years add up, and each is held against its own year of 2024/25."""
    towns = [*_months(100, area="Northtown"), *_months(200, area="Southtown")]
    _import(loaded, [*_months(), *towns])
    page = _text(loaded.client("performance").get(f"/measures/{COUNT}/").content)
    assert "1,206" in page
    assert "2,406" in page
    assert "33.4 %" in page
    row = _row(area="Northtown")
    assert row.measure.baseline.value == 12 * 100 + 6
    assert row.latest.value == 1206
    assert _whole() == []


def test_the_api_gives_the_year_its_points_and_what_they_say(loaded, partner_tokens):
    """Variation, limits, target and assurance with the measure; points and years by themselves."""
    from beatwise.web.accounts import actions

    _import(loaded, [*_years(), *_months()])
    by = loaded.account("evaluator")
    token = actions.make_token(name="t", scopes=["records:read"], days=1, by=by)[1]
    client = Client(SERVER_NAME="localhost")
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    answer = json.loads(client.get(f"/api/v1/performance/measures/{COUNT}/", **bearer).content)
    assert (answer["latest"], answer["formed_from"]) == ("3606", "12 months")
    assert answer["variation"] == "ordinary variation"
    assert (answer["target"], answer["assurance"]) == (None, None)
    assert answer["limits"]["months"] == 1
    assert answer["limits"]["lower"] < 300.5 < answer["limits"]["upper"]
    address = f"/api/v1/performance/measures/{COUNT}/values/"
    values = json.loads(client.get(address, **bearer).content)
    assert [point["period"] for point in values["points"]] == MONTHS
    assert values["points"][0]["value"] == "300"
    assert sum(point["rests"] for point in values["points"]) == 20
    assert values["years"][-1] == {
        "period": "2025-07:2026-06", "value": "3606", "formed_from": "12 months",
        "reported": "3600", "differs": True,
    }  # fmt: skip
    assert len(values["years"]) == 16
    assert client.get("/api/v1/performance/measures/nothing/values/", **bearer).status_code == 404
    assert client.get(address).status_code == 401


PEOPLE = """format = 1
id = "people-helped"
version = 1
valid_from = 2024-04-01
title = "People helped"
definition = "People helped in a year."
strategy = "policing"
level = "sub"
unit = "count"
frequency = "monthly"
lag_days = 900
source = "the office"
owner = "performance"
disclosure = "small counts"
[expectation]
words = "Reduce"
[baseline]
period = "2024/25"
value = 480
"""


def test_the_gate_lets_no_month_be_worked_out_from_the_years(loaded):
    """A month of 2 is hidden, and so is each year that it could be subtracted from."""
    from beatwise.web.performance import gate, selectors
    from beatwise.web.performance.definitions import actions

    actions.define(texts=[PEOPLE], by=loaded.account("performance"))
    rows = [
        f"people-helped,,{month},{2 if month == '2026-01' else 40 + i},,,,,"
        for i, month in enumerate(MONTHS)
    ]
    _import(loaded, rows)
    measure = selectors.measure("people-helped")
    exact = gate.years(loaded.account("performance"), measure)
    seen = gate.years(loaded.account("partner"), measure)
    assert [year.formed.period for year in seen] == [year.formed.period for year in exact]
    values = gate.values(loaded.account("partner"), measure="people-helped")
    hidden = {row.period for row in values if row.hidden}
    assert "2026-01" in hidden
    shown = [year.formed for year in seen if not year.formed.hidden]
    assert shown
    assert all(year.value % 5 == 0 for year in shown)
    for year in shown:
        months = range(year.period.first.number, year.period.last.number + 1)
        assert sum(str(Month(at)) in hidden for at in months) != 1
    assert all(year.reported is None and year.difference is None for year in seen)
    page = loaded.client("partner").get("/measures/people-helped/").content
    assert "The rolling years that the months or quarters give" in _text(page)
