"""Pages that count, chart and read out the same things say the same of them."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest


TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def loaded(plan_office, monkeypatch):
    """The plan with a green measure of its own, and a set beside it with a red one."""
    from beatwise.web.performance import observations, selectors
    from beatwise.web.performance.definitions import actions

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by = plan_office.account("performance")
    actions.load_shipped(name="contact-demand", by=by)

    def add(measure: str, period: str, value: str, **more: str) -> None:
        given = {"period": period, "value": value, **more}
        observations.observe(measure=measure, cells=given, by=by)

    plan_office.add = add
    return plan_office


def _text(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.decode()))


def _listed(client, query: str) -> list[dict]:
    answer = client.get(f"/measures/export/json/?{query}")
    content = b"".join(answer) if answer.streaming else answer.content
    return json.loads(content)["rows"]


def test_plan_overview_and_pack_count_the_same_measures(loaded):
    """Forty are the plan's own; one sentence says how many more are kept beside it."""
    from beatwise.web.performance import selectors

    client = loaded.client("commissioner")
    said = (
        "The plan has 40 measures of its own, which are counted here; 9 others are kept beside "
        "it, 49 in all."
    )
    plan = _text(client.get("/plan/").content)
    overview = _text(client.get("/dashboards/plan-overview/").content)
    assert "How its 40 measures stand" in plan
    assert said in plan
    assert said in overview
    assert len(selectors.plan_scorecard(TODAY)) == 40
    assert len(selectors.scorecard()) == 49
    assert len(_listed(client, "level=headline")) == 40


def test_the_ratings_of_a_page_are_what_its_links_list(loaded):
    """Each count of the plan's page leads to as many measures as it says."""
    loaded.add("robbery", "2025/26", "0.70")
    client = loaded.client("commissioner")
    page = client.get("/plan/").content.decode()
    links = re.findall(r'href="(/measures/\?rating=[^"]+)">(\d+) measure', page)
    assert sum(int(count) for _, count in links) == 40
    for address, count in links:
        query = address.replace("&amp;", "&").partition("?")[2]
        assert len(_listed(client, query)) == int(count), address


def test_an_exception_beside_the_plan_is_shown_apart(loaded):
    """No pack waits for words on a measure that the plan does not have."""
    from beatwise.web.performance import selectors

    loaded.add("contact-999-volume", "2020/21", "5000")
    late = [row.measure.id for row in selectors.scorecard() if row.is_exception]
    assert late == ["contact-999-volume"]
    assert not [row for row in selectors.plan_scorecard(TODAY) if row.is_exception]
    page = _text(loaded.client("commissioner").get("/measures/exceptions/").content)
    assert "There is no exception" in page
    assert "Beside the plan" in page


def test_a_yes_or_no_has_no_chart_and_no_signals(loaded):
    """Twelve times yes, then no: no mean, no limits, and no words about what it always does."""
    for month in range(4, 13):
        loaded.add("medium-term-financial-strategy", f"2025-{month:02d}", "yes")
    client = loaded.client("commissioner")
    page = _text(client.get("/measures/medium-term-financial-strategy/").content)
    assert "has no chart" in page
    assert "does nothing" not in page
    assert "natural limits" not in page
    loaded.add("medium-term-financial-strategy", "2026-01", "no")
    answer = client.get("/measures/medium-term-financial-strategy/chart.svg")
    assert answer.status_code == 404
    from beatwise.web.performance import integrity, selectors

    assert list(integrity.standings()) == []
    row = selectors.one_row(selectors.measure("medium-term-financial-strategy"))
    assert "Control chart" not in " ".join(row.why)


def test_a_share_says_what_it_is_of(loaded):
    """Two areas come to 9,000 and the force reported 13,010: the page says so."""
    for area, value in (("Northtown", "6000"), ("Southtown", "3000"), ("", "13010")):
        loaded.add("contact-999-volume", "2025/26", value, area=area)
    page = _text(loaded.client("commissioner").get("/measures/contact-999-volume/").content)
    assert "Share of the areas together" in page
    assert (
        "A share is of the areas together (9,000), not of the whole area as reported (13,010)"
        in page
    )
    loaded.add("contact-101-volume", "2025/26", "9000")
    for area in ("Northtown", "Southtown"):
        loaded.add("contact-101-volume", "2025/26", "4500", area=area)
    page = _text(loaded.client("commissioner").get("/measures/contact-101-volume/").content)
    assert "A share is of" not in page


def test_measure_pages_read_out_codes_dates_and_values(loaded):
    """Owners by their titles, days as people write them, values like their baselines."""
    from beatwise.web.performance import commentary

    client = loaded.client("performance")
    whole = _text(client.get("/measures/robbery/definition/1/").content).split("All of it")[1]
    assert "Owner Performance officer" in whole
    loaded.add("robbery", "2020/21", "22.9087", vintage="2026-05-04")
    page = _text(client.get("/measures/robbery/").content)
    assert "22.91" in page
    assert "22.9087" not in page
    commentary.say(measure="robbery", text="Late, and why.", by=loaded.account("performance"))
    history = _text(client.get("/measures/robbery/history/").content)
    assert "the value to 31 March 2026, which was late" in history
    assert "4 May 2026" in history
    assert "2020/21" in history
    assert not re.search(r"Valid_from|valid_from|2026-0|2020-04", history)
    assert "Holds from" in history


def test_values_are_shown_with_their_baselines_decimals():
    """Never more exact than the baseline, never less than two digits that say something."""
    from decimal import Decimal as D

    from beatwise.accountability.measures.measure_units import shown_in_words

    assert shown_in_words(D("22.9087"), "percent", D("23.1")) == "22.9 %"
    assert shown_in_words(D("22.9087"), "rate") == "22.91"
    assert shown_in_words(D("0.0048"), "rate", D("0.75")) == "0.0048"
    assert shown_in_words(D("0.004812"), "rate", D("0.75")) == "0.0048"
    assert shown_in_words(D("65.9"), "percent", D("66")) == "65.9 %"
    assert shown_in_words(D("13010"), "count", D("12000")) == "13,010"
    assert shown_in_words(D("-1200.456"), "pounds") == "−£1,200.46"
    assert shown_in_words(D("0"), "rate", D("0.75")) == "0"
