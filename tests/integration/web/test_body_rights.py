"""Rights within one body: its keeper keeps its papers, and opens nothing of another body's."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.integration.web.test_addresses import ADDRESSES, GROUPS, made_world

from beatwise.errors import BadInput, Refused


KEEPERS = ("panel_secretary", "audit_secretary", "visitor_coordinator")
READERS = ("panel_chair", "monitoring_officer", "custody_visitor")
CASES = [*((role, "keepers") for role in KEEPERS), *((role, "readers") for role in READERS)]


@pytest.fixture(scope="module")
def world(module_office):
    """What the addresses speak of; a test lets board 1 name a role."""
    return made_world(module_office)


# Of the world's board the plan's record stands on the agenda; of a body with named roles, its own.
OWN_AGENDA = {"agenda_item": "/meetings/2/agenda/standing:1/"}


def _name(office, role: str, part: str) -> None:
    """Let board 1 name a role; its agenda is its own from then on."""
    from beatwise.web.meetings import boards, selectors

    board, by = selectors.board(1), office.account("governance")
    values = {"draws_record": "", "template": "Minutes | | 5 | minutes", part: [role]}
    boards.change_board(number=1, version=board.version, values=values, by=by)


def _opens(row: dict, part: str) -> bool:
    within = row.get("within", "")
    return within == "readers" or (within == "keepers" and part == "keepers")


@pytest.mark.parametrize(("role", "part"), CASES)
def test_a_named_role_opens_every_page_of_its_body_and_none_beside(
    world, restored_office, role, part
):
    """Every address, as the table of addresses has it: what it gains lies within the body.

    What it may not open it may not post to, and a reader changes nothing.
    """
    from django.core.cache import caches

    _name(restored_office, role, part)
    client, wrong = restored_office.client(role), []
    for name, row in ADDRESSES.items():
        if row["roles"] in ("public", "token"):
            continue
        caches["near"].clear()  # who asks for every file in a minute would have to wait
        path = OWN_AGENDA.get(name, row["path"]).format(**world)
        status = client.get(path).status_code
        mine = role in GROUPS[row["roles"]] or _opens(row, part)
        wanted = row.get("get", 200) if mine else row["others"]
        if status not in (wanted if isinstance(wanted, list) else [wanted]):
            wrong.append((name, status, wanted))
        if mine and not (row.get("within") == "keepers" and part == "readers"):
            continue
        status = client.post(path, {"text": "x"}).status_code
        if status not in (403, 404, 405):
            wrong.append((name, "post", status))
    assert wrong == []


@pytest.fixture
def two_bodies(office):
    """A panel that its secretary keeps and an audit panel of another, a meeting held of each."""
    from beatwise.accountability.boards.body_documents import body_document
    from beatwise.web.meetings import boards, minutes, selectors, workflow
    from beatwise.web.proceedings import body_requests, proceedings

    by, today = office.account("governance"), selectors.today()
    for number, name in (
        (1, "police-and-crime-panel"),
        (2, "joint-audit-risk-and-assurance-panel"),
    ):
        boards.make_board(values=body_document(name).as_values, by=by)
        boards.plan(board=number, values={"on": today, "begins": "10:00"}, by=by)
        workflow.freeze(number=number, version=1, by=by)
        workflow.hold(number=number, version=2, attended=["deputy"], by=by)
        minutes.decide(number=number, version=3, words=f"Zebra {number}", by=by)
        heading = {"heading": f"Giraffe {number}"}
        proceedings.minute(meeting=number, version=4, values=heading, by=by)
        asked = {"words": f"Okapi {number}", "asked_of": "deputy", "due": today}
        body_requests.ask(meeting=number, values=asked, by=by)
    return office.account("panel_secretary")


def test_search_tasks_menu_and_files_hold_the_own_body_alone(office, two_bodies):
    """Of the other body there is nothing, on any way out."""
    client = office.client(two_bodies)
    for word in ("zebra", "giraffe", "okapi"):
        page = client.get(f"/search/?q={word}").content.decode()
        assert f"{word.capitalize()} 1" in page or "/meetings/1/" in page, word
        assert f"{word.capitalize()} 2" not in page, word
        assert "/meetings/2/" not in page
        assert "/boards/2/" not in page
    home = client.get("/").content.decode()
    assert "/boards/1/requests/1/" in home
    assert "/boards/2/requests/1/" not in home
    listed = client.get("/meetings/").content.decode()
    assert "Police and crime panel" in listed
    assert "Joint audit" not in listed
    for path in ("/meetings/export/meetings/csv/", "/meetings/export/decisions/csv/",
                 "/boards/1/proceedings/export/requests/csv/",
                 "/boards/1/proceedings/export/minutes/csv/"):  # fmt: skip
        answer = client.get(path)
        sheet = b"".join(answer) if answer.streaming else answer.content
        assert b"Police and crime panel" in sheet, path
        assert b"Joint audit" not in sheet, path
    assert client.get("/boards/2/proceedings/export/requests/csv/").status_code == 403


@pytest.mark.parametrize("name", ["meetings", "decisions", "requests", "minutes", "seats", "votes"])
def test_a_list_that_the_worker_makes_is_bounded_alike(office, two_bodies, name):
    """The list itself asks, whatever filters it is called with; without a body there is none."""
    from beatwise.web.exports import listings
    from beatwise.web.registry import registry

    export_list = registry.listings[name]
    for filters in ({}, {"board": "2"}):
        listing = listings.listing_for(export_list, two_bodies, filters)
        assert "Joint audit" not in str(list(listing.rows))
    with pytest.raises(Refused):
        listings.listing_for(export_list, office.account("panel_member"), {})


def test_the_api_gives_the_own_body_alone(office, two_bodies, monkeypatch):
    """With a token, as an office could allow: boards, meetings, proceedings; the other is 404."""
    from beatwise.accountability import roles
    from beatwise.web.accounts import actions as accounts

    secretary = roles.role("panel_secretary")
    may = secretary.may | {"own.tokens"}
    monkeypatch.setitem(roles.table(), "panel_secretary", replace(secretary, may=may))
    _, token = accounts.make_token(name="t", scopes=["records:read"], days=1, by=two_bodies)

    def ask(path: str):
        return office.client().get(f"/api/v1{path}", HTTP_AUTHORIZATION=f"Bearer {token}")

    assert [row["number"] for row in json.loads(ask("/meetings/boards/").content)] == [1]
    assert [row["number"] for row in json.loads(ask("/meetings/").content)["meetings"]] == [1]
    assert ask("/meetings/1/").status_code == 200
    assert ask("/meetings/2/").status_code == 404


def test_a_keeper_takes_the_steps_of_the_own_meetings_only(office, two_bodies):
    """Planning, minutes and agreeing are theirs there; elsewhere every action is refused."""
    from beatwise.web.bodies import membership
    from beatwise.web.meetings import boards, minutes, selectors, workflow
    from beatwise.web.proceedings import forward_plan

    by, when = two_bodies, {"on": selectors.today(), "begins": "14:00"}
    version = selectors.meeting(1).version
    row = workflow.step(number=1, version=version, name="agree", by=by)
    assert row.state == "minutes agreed"
    assert boards.plan(board=1, values=when, by=by).board.number == 1
    forward_plan.add(board=1, values={"heading": "Precept"}, by=by)
    other = selectors.meeting(2).version
    for act in (
        lambda: workflow.step(number=2, version=other, name="agree", by=by),
        lambda: boards.plan(board=2, values=when, by=by),
        lambda: minutes.write(number=2, version=other, text="x", by=by),
        lambda: minutes.decide(number=2, version=other, words="x", by=by),
        lambda: forward_plan.add(board=2, values={"heading": "x"}, by=by),
        lambda: membership.add_council(board=2, values={"name": "x"}, by=by),
        lambda: boards.change_board(number=1, version=1, values={"keepers": []}, by=by),
        lambda: boards.make_board(values={"name": "Own"}, by=by),
    ):
        with pytest.raises(Refused):
            act()


def test_a_keeper_decides_nothing_of_the_plan(office, two_bodies):
    """Minuting an action or a change needs somebody who sees the plan."""
    from beatwise.web.meetings import minutes, selectors

    version = selectors.meeting(1).version
    with pytest.raises(Refused, match="plan's actions"):
        minutes.decide_action(number=1, version=version, values={"due": "2030-01-01"},
                              by=two_bodies)  # fmt: skip
    page = office.client(two_bodies).get("/meetings/1/").content.decode()
    assert "/meetings/1/decide/decision/" in page
    assert "/meetings/1/decide/action/" not in page


def test_a_body_names_no_role_of_the_office_and_none_that_would_read_the_plan(office):
    """Each refusal names the field; a board that draws on the plan's record has no such keeper."""
    from beatwise.web.meetings import boards

    by = office.account("governance")
    with pytest.raises(BadInput, match="'performance' is no role that a body can name"):
        boards.make_board(values={"name": "A", "keepers": ["performance"]}, by=by)
    values = {"name": "B", "keepers": ["panel_secretary"], "draws_record": "yes"}
    with pytest.raises(BadInput, match="does not see the plan's record"):
        boards.make_board(values=values, by=by)


def test_a_role_that_no_body_names_has_no_line_in_the_menu(office, two_bodies):
    """And who is no longer named has lost it."""
    from beatwise.web.meetings import boards, selectors

    assert "/meetings/" in office.client(two_bodies).get("/rooms/scrutiny/").content.decode()
    board = selectors.board(1)
    boards.change_board(
        number=1, version=board.version, values={"keepers": []}, by=office.account("governance")
    )
    client = office.client(two_bodies)
    assert 'href="/meetings/"' not in client.get("/rooms/scrutiny/").content.decode()
    assert client.get("/meetings/1/").status_code == 403
