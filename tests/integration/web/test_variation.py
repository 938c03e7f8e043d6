"""Variation and assurance on the office's pages: lists, a measure, packs, and through the gate."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from beatwise.accountability.questions import EVERY


TODAY = dt.date(2026, 11, 29)
MONTHS = [f"{2024 + i // 12}-{i % 12 + 1:02d}" for i in range(34)]
STEADY = ["93.0", "94.0"] * 11
STEP = [*STEADY, *["88.0", "89.0"] * 6]
ABOUT_PEOPLE = """format = 1
id = "people-helped"
version = 1
valid_from = 2024-04-01
title = "People helped"
definition = "People helped in a month."
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
"""


@pytest.fixture
def loaded(plan_office, monkeypatch):
    """The plan, and a measure with a target that has values of 34 months."""
    from beatwise.web.performance import observations, selectors
    from beatwise.web.performance.definitions import actions

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by = plan_office.account("performance")
    actions.load_shipped(name="contact-demand", by=by)

    def fill(measure: str, values: list[str], **more: str) -> None:
        for period, value in zip(MONTHS, values, strict=False):
            cells = {"period": period, "value": value, **more}
            observations.observe(
                measure=measure, cells=cells, by=by, new_area=True, reasons={EVERY: "It is so."}
            )

    plan_office.fill = fill
    return plan_office


def _text(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.decode()))


def test_lists_say_variation_and_assurance_without_more_questions(loaded):
    """Both come with the standing: a list asks the database no more for measures with charts."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from beatwise.web.performance import integrity

    client, address = loaded.client("performance"), "/measures/?q=999+calls+answered"

    def count() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    before = count()
    loaded.fill("contact-999-answered-10s", STEP)
    assert count() == before
    page = _text(client.get(address).content)
    assert "Concern, lower" in page
    assert "Sometimes met" in page
    assert list(integrity.standings()) == []


def test_page_picture_and_table_say_the_same(loaded):
    """One word for the latest value, wherever it stands, and which periods the limits rest on."""
    loaded.fill("contact-999-answered-10s", STEP)
    client, name = loaded.client("performance"), "contact-999-answered-10s"
    page = client.get(f"/measures/{name}/").content
    assert "Concern, lower: 12 points." in re.search(r'alt="([^"]*)"', page.decode())[1]
    assert "rest on 20 values, January 2024 to August 2025" in _text(page)
    assert ">concern<" in client.get(f"/measures/{name}/chart.svg").content.decode()
    lines = b"".join(client.get(f"/measures/{name}/chart/csv/")).decode().splitlines()
    assert sum("Concern, lower" in line for line in lines) == 12
    assert sum(line.endswith(",yes") for line in lines) == 20


def test_a_lasting_shift_offers_a_re_basing_that_a_person_decides(loaded):
    """The offer leads to the form with its period filled in; after the decision it is gone."""
    from beatwise.web.performance.models import RebasingDecision

    name = "contact-999-answered-10s"
    loaded.fill(name, STEP)
    client = loaded.client("performance")
    page = client.get(f"/measures/{name}/").content.decode()
    assert "A shift has lasted from November 2025 to the latest value" in page
    address = re.search(r'href="(/measures/[^"]*rebase/[^"]*starts=[^"]*)"', page)[1]
    form = client.get(address.replace("&amp;", "&")).content.decode()
    assert 'value="2025-11"' in form
    assert not RebasingDecision.objects.exists()
    reader = loaded.client("commissioner").get(f"/measures/{name}/").content.decode()
    assert "starts=" not in reader
    cells = {"starts": "2025-11", "reason": "A new call-handling system.", "checked": "yes"}
    assert client.post(address.replace("&amp;", "&"), cells).status_code == 302
    after = client.get(f"/measures/{name}/").content.decode()
    assert "has lasted" not in after
    assert "rest on 12 values, November 2025 to October 2026" in _text(after.encode())


def test_a_steady_measure_is_offered_nothing(loaded):
    """Ordinary variation has nothing to start afresh."""
    loaded.fill("contact-999-answered-10s", STEADY)
    page = _text(loaded.client("performance").get("/measures/contact-999-answered-10s/").content)
    assert "has lasted" not in page
    assert "Ordinary variation" in page
    assert "Consistently met" in page


def test_icons_through_the_gate_are_those_of_the_values_shown(loaded):
    """A hidden latest value is judged for nobody who may not see it, in no list and no reason."""
    from beatwise.web.performance import gate, selectors
    from beatwise.web.performance.definitions import actions

    actions.define(texts=[ABOUT_PEOPLE], by=loaded.account("performance"))
    loaded.fill("people-helped", [*["40", "50"] * 15, "3"])
    measure = selectors.measure("people-helped")
    exact = gate.one_row(loaded.account("performance"), measure)
    shown = gate.one_row(None, measure)
    assert (exact.variation.value, exact.point.value) == ("improvement", 3.0)
    assert shown.latest.hidden
    assert (shown.variation.value, shown.point.value) == ("no value to judge", None)
    assert (shown.point.lower, shown.point.upper) != (None, None)
    in_list = next(r for r in gate.scorecard(None) if r.measure.id == "people-helped")
    assert in_list.point == shown.point


def test_a_reason_through_the_gate_names_no_signal_that_is_not_seen(loaded):
    """That a measure is an exception is told to all; what its hidden value did is not."""
    from beatwise.web.performance import gate, selectors
    from beatwise.web.performance.definitions import actions

    text = ABOUT_PEOPLE.replace('words = "Reduce"', 'words = "Increase"')
    actions.define(texts=[text], by=loaded.account("performance"))
    loaded.fill("people-helped", [*["40", "50"] * 15, "3"])
    measure = selectors.measure("people-helped")
    exact, shown = (gate.one_row(p, measure) for p in (loaded.account("performance"), None))
    assert "Control chart: outside the limits." in exact.why
    assert shown.is_exception
    assert [words for words in shown.why if words.startswith("Control chart")] == [
        f"Control chart: {gate.UNSEEN_SIGNAL}"
    ]


def test_standings_of_an_earlier_version_are_worked_out_anew(loaded):
    """After an upgrade every standing has its latest point, and the history says why."""
    from beatwise.web import start
    from beatwise.web.history.models import Change
    from beatwise.web.performance import integrity
    from beatwise.web.performance.models import Standing

    loaded.fill("contact-999-answered-10s", STEP)
    Standing.objects.update(point={}, signals={})
    assert len(list(integrity.standings())) == 1
    start._work_out_standings()
    assert list(integrity.standings()) == []
    assert Change.objects.order_by("-number").first().action == "measures.standings"


def test_a_pack_has_the_words_and_the_icons(loaded):
    """The scorecard of a pack says variation and target in words, with an icon beside each."""
    from beatwise.accountability.boards.papers import Entry, Grid, flat
    from beatwise.web.meetings.packs import pack_files, scorecards
    from beatwise.web.performance import gate, selectors

    loaded.fill("robbery", ["1.00", "1.20"] * 12)
    rows = gate.plan_scorecard(None)
    parts = list(flat(scorecards.scorecard(rows, (), selectors.plan())))
    words = {words for part in parts if isinstance(part, Entry) for _, words in part.figures}
    words |= {cell for part in parts if isinstance(part, Grid) for row in part.rows for cell in row}
    icons = pack_files.icons_of(words)
    ordinary = [key for key in icons if "Ordinary variation" in key]
    assert ordinary
    assert all(svg.startswith("<svg aria-hidden") for key in ordinary for svg in icons[key])
