"""Dashboards as documents: those that come along, and an office's own."""

from __future__ import annotations

import io

import pytest

from beatwise.errors import BadInput, Conflict, MissingData, Refused


OWN = (
    'format = 1\nname = "demand"\ntitle = "Our demand"\nabout = "Ours"\n'
    '[[panel]]\nshape = "single"\ntitle = "Calls"\nmeasures = ["contact-999-volume", "no-such"]\n'
)


def test_every_dashboard_that_comes_along_is_sound(django_up):
    """Each parses, and shows only measures of the sets that come along."""
    from beatwise.accountability.measures.measure_set import load_set, sets
    from beatwise.web.dashboards.dashboard_definition import SHAPES, parse, shipped
    from beatwise.web.dashboards.panels import measure_names

    known = {m.id for name in sets() for m in load_set(name).measures}
    shapes = set()
    for name, text in shipped().items():
        made = parse(text, name)
        assert made.name == name
        assert set(measure_names(made)) <= known, name
        shapes |= {panel.shape for panel in made.panels}
    assert shapes == set(SHAPES)


def test_every_measure_that_comes_along_is_on_a_dashboard(django_up):
    """Those of the plan are under their strategies; every other stands on a panel by its name."""
    from beatwise.accountability.measures.measure_set import load_set, sets
    from beatwise.web.dashboards.dashboard_definition import parse, shipped
    from beatwise.web.dashboards.panels import measure_names

    boards = [parse(text, name) for name, text in shipped().items()]
    shown = {measure for board in boards for measure in measure_names(board)}
    others = [name for name in sets() if name != "plan-2025-29"]
    assert "national-measures" in others
    missing = {m.id for name in others for m in load_set(name).measures} - shown
    assert missing == set()
    assert any(panel.shape == "strategies" for board in boards for panel in board.panels)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('shape = "single"', 'shape = "pie"', "shape"),
        ("measures =", "measurs =", "measurs"),
        ('title = "Calls"', "", "title"),
        ("format = 1", "format = 2", "format"),
        ('["contact-999-volume", "no-such"]', "3", "list"),
        ("[[panel]]", "[[panels]]", "panel"),
    ],
)
def test_a_document_at_fault_says_where(django_up, old, new, words):
    """What is missing, unknown or at odds is told, with its place."""
    from beatwise.web.dashboards.dashboard_definition import parse

    with pytest.raises(BadInput, match=words):
        parse(OWN.replace(old, new), "mine.toml")


def test_an_office_loads_its_own_and_takes_it_away_again(office):
    """One with a shipped name takes its place with a reason; taken away, the shipped one stands."""
    from beatwise.web.dashboards import actions, selectors

    by = office.account("performance")
    with pytest.raises(BadInput, match="gives no reason"):
        actions.load(text=OWN, by=by)
    client = office.client("performance")
    file = io.BytesIO(OWN.encode())
    file.name = "demand.toml"
    answer = client.post("/dashboards/load/", {"file": file, "why": "our own channels"})
    assert answer.status_code == 302
    page = client.get("/dashboards/demand/").content.decode()
    assert "Our demand" in page
    assert "The office does not have contact 999 volume, no such" in page
    with pytest.raises(Conflict):
        actions.load(text=OWN, why="again", by=by)
    with pytest.raises(BadInput):
        actions.take_away(name="demand", why="", by=by)
    assert client.post("/dashboards/demand/take-away/", {"why": "no"}).status_code == 302
    assert selectors.one("demand").title == "Demand"
    assert [row.number for row in selectors.versions("demand")] == [2, 1]
    with pytest.raises(MissingData):
        actions.take_away(name="demand", why="x", by=by)
    with pytest.raises(Refused):
        actions.load(text=OWN, why="x", by=office.account("force_liaison"))


def test_every_change_of_a_dashboard_is_in_the_history(office):
    """Who loaded and took away a dashboard, and why, stands in the chain."""
    from beatwise.web.dashboards import actions
    from beatwise.web.history import audit
    from beatwise.web.history.models import Change

    by = office.account("performance")
    actions.load(text=OWN, why="ours", by=by)
    actions.take_away(name="demand", why="not ours", by=by)
    lines = list(Change.objects.values_list("action", "thing", "why"))
    assert lines[-2:] == [
        ("dashboard.load", "dashboard/demand", "ours"),
        ("dashboard.take_away", "dashboard/demand", "not ours"),
    ]
    assert audit.verify()[2] == []


def test_an_empty_office_says_what_is_missing_on_every_dashboard(office):
    """Without a measure or value every dashboard opens, draws nothing, and says what to do."""
    from beatwise.web.dashboards.dashboard_definition import shipped

    client = office.client("evaluator")
    for name in shipped():
        answer = client.get(f"/dashboards/{name}/")
        assert answer.status_code == 200
        assert b"<svg" not in answer.content
    assert b"load the plan, or import a table" in client.get("/dashboards/plan-overview/").content


def test_a_day_that_is_none_is_refused_and_an_unknown_file_is_not_there(office):
    """Addresses that ask for what cannot be are answered, and never a fault of ours."""
    client = office.client("evaluator")
    assert client.get("/dashboards/demand/?on=yesterday").status_code == 422
    assert client.get("/dashboards/none/").status_code == 404
    assert client.get("/dashboards/demand/panels/9/export/csv/").status_code == 404
    assert client.get("/dashboards/demand/panels/1/export/exe/").status_code == 404
    assert client.get("/tables/layouts/none/").status_code == 404


def test_a_drawing_is_drawn_once_and_looking_writes_nothing(office, monkeypatch):
    """A second look at a dashboard draws nothing anew; a new value does; no look writes a row."""
    from django.test.utils import CaptureQueriesContext

    from beatwise.web.pages import chart_cache
    from beatwise.web.performance import observations
    from beatwise.web.performance.definitions import actions as defining

    drawn, drawings = [], chart_cache.Drawings(10**7)

    def near(digest, draw):
        return drawings.get(digest, lambda: drawn.append(digest) or draw())

    monkeypatch.setattr(chart_cache, "near", near)
    by = office.account("performance")
    defining.load_shipped(name="contact-demand", by=by)

    def add(period: str, value: str) -> None:
        given = {"period": period, "value": value}
        observations.observe(measure="contact-999-volume", cells=given, by=by)

    add("2023", "10")
    add("2024", "12")
    client = office.client("performance")
    with CaptureQueriesContext(connection()) as queries:
        client.get("/dashboards/demand/")
    first = len(drawn)
    assert first > 0
    client.get("/dashboards/demand/")
    assert len(drawn) == first
    add("2025", "13")
    client.get("/dashboards/demand/")
    assert first < len(drawn) == len(set(drawn))
    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in written if "chart" in sql.lower()] == []


def connection():
    """Return the connection of the office under test."""
    from django.db import connections

    return connections["default"]


def test_what_people_name_their_areas_and_dashboards_is_shown_as_words(office):
    """A script in an area's name, a note or a dashboard's title is words on page and in drawing."""
    from beatwise.web.dashboards import actions
    from beatwise.web.performance import observations
    from beatwise.web.performance.definitions import actions as defining

    by, evil = office.account("performance"), "<script>alert(1)</script>"
    defining.load_shipped(name="places-and-patrols", by=by)
    for area, value in ((evil, "5"), ("Northtown", "7")):
        given = {"area": area, "period": "2025-12", "value": value, "note": evil}
        observations.observe(measure="asb-incidents-by-town", cells=given, by=by)
    text = OWN.replace('"demand"', '"evil"').replace("Our demand", evil).replace("Calls", evil)
    actions.load(text=text, by=by)
    client = office.client("performance")
    for address in ("/dashboards/places/", "/dashboards/evil/", "/dashboards/"):
        page = client.get(address).content.decode()
        assert evil not in page
    assert "&lt;script&gt;" in client.get("/dashboards/places/").content.decode()
