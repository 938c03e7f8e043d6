"""The disclosure gate on every way out of the office, and tries to go round it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import deque
from decimal import Decimal

import pytest
from django.test import Client

from beatwise.accountability.questions import EVERY


NORTH = "Northtown"
AS_PRINTED = {EVERY: "As the paper prints it."}
QUARTER = "2025/26 Q1"
# What nobody may read without ``performance.exact``: the count that is hidden to protect another,
# the exact whole, the cases of a share with few in it, and a measure that is not public.
SECRETS = ("9037", "9,037", "9041", "9,041", "7919", "7,919", "0.0379", "918273", "918,273")
NOT_PUBLIC = """
format = 1
id = "missing-children"
version = 1
valid_from = 2025-04-01
title = "Missing children"
definition = "Children reported missing."
strategy = "neighbourhood-crime"
level = "headline"
unit = "count"
frequency = "quarterly"
source = "Force"
owner = "performance"
disclosure = "not public"
[expectation]
words = "Reduce"
"""
SMALL = NOT_PUBLIC.replace("missing-children", "homeless-helped").replace(
    "not public", "small counts"
)
SHARE = SMALL.replace("homeless-helped", "share-returned").replace('"count"', '"percent"')
DASHBOARD = """
format = 1
name = "people"
title = "People"
about = "Measures about people."
[[panel]]
shape = "single"
title = "Helped"
measures = ["homeless-helped", "share-returned", "missing-children"]
[[panel]]
shape = "by area"
title = "By town"
measures = ["homeless-helped"]
"""


@pytest.fixture(scope="module")
def figures(module_office):
    """Three measures about people with values, on a dashboard, and a published pack."""
    from beatwise.web.dashboards import actions as dashboards
    from beatwise.web.meetings import boards, selectors, workflow
    from beatwise.web.performance import observations
    from beatwise.web.performance.definitions import actions

    by = module_office.account("governance")
    actions.load_shipped(name="plan-2025-29", by=by)
    actions.define(texts=[NOT_PUBLIC, SMALL, SHARE], by=by)
    rows = [
        ("homeless-helped", "whole area", "9041", "", ""),
        ("homeless-helped", NORTH, "4", "", ""),
        ("homeless-helped", "Southtown", "9037", "", ""),
        ("share-returned", "whole area", "0.0379", "3", "7919"),
        ("missing-children", "whole area", "918273", "", ""),
        ("missing-children", NORTH, "918273", "", ""),
    ]
    for measure, area, value, numerator, denominator in rows:
        for period in (QUARTER, "2024/25 Q1"):
            cells = {"period": period, "area": area, "value": value, "numerator": numerator,
                     "denominator": denominator, "note": f"was {value}"}  # fmt: skip
            observations.observe(
                measure=measure, cells=cells, by=by, new_area=True, reasons=AS_PRINTED
            )
    dashboards.load(text=DASHBOARD, by=by)
    boards.make_board(values={"name": "Plan board"}, by=by)
    boards.plan(board=1, values={"on": selectors.today(), "begins": "10:00"}, by=by)
    for row in _exceptions():
        from beatwise.web.performance import commentary

        commentary.say(measure=row, text="It is being looked at.", by=by)
    workflow.freeze(number=1, version=1, by=by)
    workflow.publish(meeting=1, number=1, by=module_office.account("deputy"), stepped_up=True)


@pytest.fixture
def people(figures, restored_office):
    """The office that holds them."""
    return restored_office


def _exceptions() -> list[str]:
    from beatwise.web.performance import selectors

    return [row.measure.id for row in selectors.plan_scorecard() if row.is_exception]


def _words(answer) -> str:
    """Return everything that an answer says: its text, or each file of a zip."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
            )
    return content.decode("utf-8", "replace").replace("&nbsp;", " ").replace("\u00a0", " ")


def _addresses(client, start: list[str], most: int = 300) -> dict[str, str]:
    """Ask some addresses and what they lead to, nearest first; return what each says."""
    waiting, pages = deque(start), {}
    while waiting and len(pages) < most:
        address = waiting.popleft()
        if address in pages:
            continue
        answer = client.get(address)
        pages[address] = _words(answer) if answer.status_code == 200 else ""
        if "html" in answer.get("Content-Type", ""):
            links = re.findall(r'(?:href|src)="(/[^"#]*)', pages[address])
            waiting += [link.replace("&amp;", "&") for link in links if _is_followed(link)]
    return pages


def _is_followed(link: str) -> bool:
    return not link.startswith(("/static/", "/sign-", "/account", "/help/", "/api/"))


START = [
    "/", "/measures/", "/plan/", "/dashboards/", "/dashboards/people/", "/packs/", "/meetings/",
    *(f"/measures/{name}/{rest}"
      for name in ("homeless-helped", "share-returned", "missing-children")
      for rest in ("", f"?area={NORTH}", "?values=all", "chart.svg", f"chart.svg?area={NORTH}",
                   "chart/csv/", "chart/xlsx/", "peers.svg", "history/")),
    *(f"/measures/{kind}export/{form}/{rest}" for kind in ("", "observations/")
      for form in ("csv", "json", "ods", "xlsx") for rest in ("", f"?area={NORTH}")),
    *(f"/packs/1/1/{form}/" for form in ("pdf", "ods", "json")),
]  # fmt: skip


@pytest.mark.parametrize("role", ["partner", "evaluator", "panel_reader"])
def test_no_way_out_shows_a_lesser_role_what_the_gate_hides(people, role: str) -> None:
    """Whatever a partner, an evaluator or a panel reader opens, no hidden figure is in it."""
    pages = _addresses(people.client(role), START)
    assert len(pages) > 10
    leaks = [(a, s) for a, words in pages.items() for s in SECRETS if s in words]
    assert leaks == []


DRAWN = (
    "/dashboards/people/", "/packs/1/1/", "/measures/homeless-helped/",
    "/measures/homeless-helped/chart.svg", "/measures/share-returned/chart.svg",
)  # fmt: skip


@pytest.mark.parametrize("role", ["partner", "evaluator"])
def test_what_the_office_had_drawn_is_not_shown_to_a_lesser_role(people, role: str) -> None:
    """What is kept of a page for one role is kept by what the gate let out: none other sees it."""
    office, other = people.client("performance"), people.client(role)
    exact = {address: _words(office.get(address)) for address in DRAWN}
    gated = {address: _words(other.get(address)) for address in DRAWN}
    assert any(secret in exact["/dashboards/people/"] for secret in SECRETS)
    assert [(a, s) for a, words in gated.items() for s in SECRETS if s in words] == []
    assert {a: _words(office.get(a)) == words for a, words in exact.items()} == dict.fromkeys(
        DRAWN, True
    )  # and what was drawn for the lesser role is not shown to the office


def test_a_history_that_is_not_open_is_not_linked_to(people) -> None:
    """Who sees a measure through the gate has no link to its history, and no page there."""
    link = 'href="/measures/homeless-helped/history/"'
    for role, status in (("evaluator", 404), ("partner", 404), ("performance", 200)):
        client = people.client(role)
        assert (link in _words(client.get("/measures/homeless-helped/"))) == (status == 200), role
        assert client.get("/measures/homeless-helped/history/").status_code == status, role


def test_the_office_sees_what_is_hidden_from_others(people) -> None:
    """The same walk as the performance officer meets every figure: the test above can fail."""
    pages = "\n".join(_addresses(people.client("performance"), START).values())
    for secret in ("9037", "9,037", "7919", "0.0379", "918273"):
        assert secret in pages


def test_packs_hold_only_what_the_gate_lets_out(people) -> None:
    """A pack is published whole, so even the commissioner's copy has no hidden figure."""
    client = people.client("commissioner")
    for address in ("/packs/1/1/", "/packs/1/1/json/", "/packs/1/1/ods/"):
        words = _words(client.get(address))
        assert not [secret for secret in SECRETS if secret in words], address
    words = _words(client.get("/packs/1/1/json/"))
    assert "[c]" in words
    assert "is hidden and marked [c]" in words


def test_hidden_is_said_and_is_not_missing(people) -> None:
    """A hidden value is marked ``[c]``, and what is left is rounded to fives."""
    client = people.client("partner")
    own = _words(client.get(f"/measures/homeless-helped/?area={NORTH}"))
    assert "[c]" in own
    assert "no data yet" not in own.partition("<main")[2]
    assert "disclosure gate" in own
    whole = _words(client.get("/measures/homeless-helped/"))
    assert "9,040" in whole
    rows = json.loads(_words(client.get("/measures/observations/export/json/")))["rows"]
    marked = [row for row in rows if row["measure"] == "missing-children"]
    assert {row["value"] for row in marked} == {"[c]"}


@pytest.mark.parametrize("role", ["partner", "evaluator"])
def test_the_api_says_hidden_and_gives_no_number(people, partner_tokens, role: str) -> None:
    """A program of a lesser role gets ``null`` and ``hidden``, never the value or its cases."""
    from beatwise.web.accounts import actions

    person = people.account("evaluator" if role == "evaluator" else role)
    key = actions.make_token(name="t", scopes=["records:read"], days=1, by=person)[1]
    client = Client(SERVER_NAME="localhost")
    for path in ("/observations/", "/measures/", "/measures/homeless-helped/",
                 f"/measures/missing-children/?area={NORTH}"):  # fmt: skip
        words = client.get(
            f"/api/v1/performance{path}", HTTP_AUTHORIZATION=f"Bearer {key}"
        ).content.decode()
        assert not [secret for secret in SECRETS if secret in words], path
    listed = client.get("/api/v1/performance/observations/", HTTP_AUTHORIZATION=f"Bearer {key}")
    rows = [r for r in listed.json()["observations"] if r["measure"] == "share-returned"]
    assert {(r["value"], r["numerator"], r["hidden"]) for r in rows} == {(None, None, True)}


def test_the_colour_is_that_of_the_exact_figures(people) -> None:
    """One measure has one rating, whoever looks; its reason gives no figure away."""
    from beatwise.web.performance import gate, selectors

    exact = {row.measure.id: row for row in selectors.scorecard()}
    for row in gate.scorecard(None):
        assert row.rating.rag == exact[row.measure.id].rating.rag
        assert row.rating.status == exact[row.measure.id].rating.status


def test_a_gated_row_is_a_copy_that_leaves_the_record_alone(people) -> None:
    """What the gate changes is never what is stored."""
    from beatwise.web.performance import gate
    from beatwise.web.performance.models import ObservationRow

    for row in gate.values(None):
        stored = ObservationRow.objects.get(pk=row.pk)
        if row.hidden:
            assert stored.value
            assert not row.value
    kept = ObservationRow.objects.filter(measure="homeless-helped", area="Southtown")
    assert {Decimal(row.value) for row in kept} == {Decimal(9037)}


def test_what_the_gate_does_not_know_is_not_shown(people) -> None:
    """A value taken out while a page is made, or of no known measure, shows no number at all."""
    from beatwise.web.performance import gate
    from beatwise.web.performance.models import ObservationRow

    removed = ObservationRow.objects.filter(measure="homeless-helped", area="Southtown").first()
    ObservationRow.objects.filter(pk=removed.pk).update(removed=True)
    stray = ObservationRow.objects.filter(measure="share-returned").first()
    stray.measure = "no-such-measure"
    from beatwise.web.history import audit

    with audit.changing():
        audit.write("test.remove", "test/1", by=None)
    for row in gate.as_seen(None, [removed, stray]):
        assert row.hidden
        assert (row.value, row.numerator, row.denominator) == ("", "", "")
        assert "was" not in row.note


def test_nothing_outside_the_gate_reads_values_for_people_to_see() -> None:
    """Pages, exports, the API, dashboards and packs import the gate, never what lies behind it."""
    import ast
    from pathlib import Path

    import beatwise.web

    root = Path(beatwise.web.__file__).parent
    behind = {"visible_values", "latest_by_area", "in_period", "baselines_by_area"}
    readers = [*root.glob("*/views*/**/*.py"), *root.glob("*/views.py"), *root.glob("*/api/*.py"),
               *root.glob("dashboards/**/*.py"), *root.glob("meetings/**/*.py"),
               *root.glob("plan/*.py"), *root.glob("performance/presenters/*.py")]  # fmt: skip
    assert len(readers) > 30
    for file in readers:
        if "migrations" in file.parts or file.name == "entering.py":  # for who enters values
            continue
        tree = ast.parse(file.read_text("utf-8"))
        names = {a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names}
        used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        calls = {ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
        assert not names & behind, file
        assert not {c for c in calls if c.startswith("stored.")} & {f"stored.{b}" for b in behind}
        assert not calls & {"selectors.scorecard", "selectors.one_row", "performance.scorecard"}, (
            file
        )
        assert "ObservationRow.objects" not in calls, (file, used)
