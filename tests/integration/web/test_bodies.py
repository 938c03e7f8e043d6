"""A body's seats and political balance, and recorded votes: kept, computed beside, checked."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.errors import BadInput, Conflict, Refused


TODAY = dt.date(2026, 11, 22)
COUNCILS = {"Northtown": "Oak: 10\nElm: 20", "Southtown": "Oak: 30\nAsh: 6"}


@pytest.fixture
def body(office, monkeypatch):
    """A panel of two councils with three seats each, all but one held by Oak."""
    from beatwise.web.bodies import membership
    from beatwise.web.meetings import boards, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by = office.account("governance")
    board = boards.make_board(values={"name": "Panel", "members": ["deputy"]}, by=by)
    for name, lines in COUNCILS.items():
        council = membership.add_council(
            board=board.number, values={"name": name, "councillors": lines}, by=by
        )
        for party in ("Oak", "Oak", "Elm" if name == "Northtown" else "Oak"):
            values = {"council": str(council.pk), "party": party, "ends": "2030-02-03"}
            membership.add_seat(board=board.number, values=values, by=by)
    for _ in range(2):
        membership.add_seat(board=board.number, values={"ends_note": "or on abolition"}, by=by)
    return board


@pytest.fixture
def held(office, body):
    """A meeting of the body that was held."""
    from beatwise.web.meetings import boards, workflow

    by = office.account("governance")
    boards.plan(board=body.number, values={"on": TODAY, "begins": "10:00"}, by=by)
    workflow.freeze(number=1, version=1, by=by)
    workflow.hold(number=1, version=2, attended=["deputy"], by=by)
    return 1


def _vote(**more):
    return {"motion": "Veto the precept", "rule": "veto", "members": "8", "present": "7",
            "in_favour": "6", "against": "1", "abstained": "", "carried": "yes",
            **more}  # fmt: skip


def test_the_page_sets_due_seats_beside_held_ones(office, body):
    """40 Oak, 20 Elm and 6 Ash of 66 make 4, 2 and 0 of six seats; Oak holds five."""
    page = office.client("evaluator").get("/boards/1/seats/").content.decode()
    for cell in ("3.64", "1.82", "0.55", "+1", "−1", "6.00"):
        assert f">{cell}<" in page or f"<strong>{cell}</strong>" in page, cell
    assert "Northtown gives a seat of Oak to Elm" in page
    assert "a panel has at least 10 councillors; seats for 6" in page.lower()
    assert "Add a seat" not in page
    assert "/boards/1/seats/" in office.client("evaluator").get("/boards/1/").content.decode()


def test_a_papers_figures_are_compared_to_the_last_digit(office, body):
    """A printed entitlement that does not follow is named, and so are both sums."""
    client = office.client("governance")
    answer = client.post(
        "/boards/1/balance/printed/",
        {"shares": "Oak: 3.64\nElm: 1.81\nFir: 0.03", "source": "Item 8"},
    )
    assert answer.status_code == 302, answer.content
    page = client.get("/boards/1/seats/").content.decode()
    assert "Item 8. 1 of 3 differ. The printed entitlements add up to 5.48" in page
    assert "Not computed" in page


def test_a_seat_changes_with_its_version_and_a_reason(office, body):
    """What is kept is in the history; an older version of the form is refused with both shown."""
    from beatwise.web.bodies import membership
    from beatwise.web.history.models import Change

    by = office.account("governance")
    row = membership.change_seat(
        board=1, number=1, version=1, values={"vacant": True, "party": ""}, by=by, why="Resigned"
    )
    assert (row.vacant, row.version) == (True, 2)
    assert Change.objects.filter(action="board.seat", why="Resigned").exists()
    with pytest.raises(Conflict, match="someone else"):
        membership.change_seat(board=1, number=1, version=1, values={"office": "Chair"}, by=by)
    with pytest.raises(Refused):
        membership.add_seat(board=1, values={}, by=office.account("evaluator"))
    page = office.client("governance").get("/boards/1/seats/").content.decode()
    assert "7 members in 8 seats" in page


@pytest.mark.parametrize(("values", "place"), [
    ({"council": "", "party": "Oak"}, "party"),
    ({"council": "1", "party": ""}, "party"),
    ({"council": "1", "party": "Oak", "vacant": True}, "party"),
    ({"council": "9", "party": "Oak"}, "council"),
    ({"begins": "2026-05-01", "ends": "2026-04-30"}, "ends"),
    ({"ends": "31 April"}, "ends"),
])  # fmt: skip
def test_a_seat_that_cannot_be_is_refused_at_its_field(office, body, values, place):
    """Each fault names its field and what to do."""
    from beatwise.web.bodies import membership
    from beatwise.web.bodies.models import Council

    if values.get("council") == "1":
        values = {**values, "council": str(Council.objects.earliest("pk").pk)}
    with pytest.raises(BadInput) as caught:
        membership.add_seat(board=1, values=values, by=office.account("governance"))
    assert caught.value.place == place
    assert caught.value.next_step


def test_a_council_is_removed_once_it_has_no_seat(office, body):
    """Its seats go first; the history keeps both."""
    from beatwise.web.bodies import membership, selectors
    from beatwise.web.bodies.models import Council

    by, council = office.account("governance"), Council.objects.get(name="Southtown")
    client = office.client("governance")
    assert "Oak" in client.get("/boards/1/seats/1/remove/").content.decode()
    page = client.get(f"/boards/councils/{council.pk}/remove/").content.decode()
    assert "Southtown" in page.split("Why")[0].split("</h1>")[1]
    with pytest.raises(Conflict, match="has seats"):
        membership.remove_council(key=council.pk, version=1, why="Merged", by=by)
    for row in selectors.seats(body).filter(council=council):
        membership.remove_seat(board=1, number=row.number, version=1, why="Merged", by=by)
    membership.remove_council(key=council.pk, version=1, why="Merged", by=by)
    assert [c.name for c in selectors.councils(body)] == ["Northtown"]
    assert membership.add_seat(board=1, values={}, by=by).number == 9


def test_a_vote_is_recorded_checked_and_corrected(office, held):
    """Six of eight carry a veto; five do not, and the page says that the record differs."""
    client = office.client("governance")
    assert client.get("/meetings/1/votes/record/").content.count(b'value="8"') == 1
    answer = client.post("/meetings/1/votes/record/", {**_vote(), "version": 3, "checked": "yes"})
    assert answer.status_code == 302, answer.content
    page = client.get("/meetings/1/votes/").content.decode()
    assert "6 needed" in page
    assert "Carried, as recorded" in page
    sent = {**_vote(in_favour="5"), "version": 1, "why": "Misread"}
    assert client.post("/meetings/1/votes/1/", sent).status_code == 302
    page = client.get("/meetings/1/votes/").content.decode()
    assert "this is not what was recorded" in page
    files = client.get("/boards/1/votes/export/csv/").getvalue().decode()
    assert "Veto the precept,veto,8,7,5,1,,carried,not carried" in files


def test_what_is_not_recorded_is_not_worked_out(office, held):
    """A unanimous resolution whose votes for were not printed has no computed result."""
    from beatwise.web.bodies import vote_records

    by = office.account("governance")
    vote_records.record(
        meeting=1, version=3, by=by, values=_vote(rule="unanimous", in_favour="", against="0")
    )
    page = office.client("deputy").get("/meetings/1/votes/").content.decode()
    assert "Cannot be worked out" in page
    assert "not recorded" in page


@pytest.mark.parametrize(("wrong", "place"), [
    ({"present": ""}, "present"), ({"in_favour": "-1"}, "in_favour"), ({"rule": "shout"}, "rule"),
    ({"carried": ""}, "carried"), ({"named": "3: perhaps"}, "named"),
    ({"named": "77: for"}, "named"),
])  # fmt: skip
def test_a_vote_that_cannot_be_read_is_refused_at_its_field(office, held, wrong, place):
    """Each fault names its field."""
    from beatwise.web.bodies import vote_records

    with pytest.raises(BadInput) as caught:
        vote_records.record(
            meeting=1, version=3, values=_vote(**wrong), by=office.account("governance")
        )
    assert caught.value.place == place


def test_agreed_minutes_keep_their_votes(office, held):
    """No vote is entered or corrected once the minutes are agreed, nor before the meeting."""
    from beatwise.web.bodies import integrity, vote_records
    from beatwise.web.meetings import boards, minutes, workflow

    by = office.account("governance")
    vote_records.record(meeting=1, version=3, values=_vote(), by=by)
    with pytest.raises(BadInput, match="this is empty") as caught:
        vote_records.correct(meeting=1, number=1, version=1, values=_vote(), why="", by=by)
    assert caught.value.place == "why"
    minutes.write(number=1, version=4, text="All was said.", by=by)
    workflow.step(number=1, version=5, name="agree", by=office.account("commissioner"))
    with pytest.raises(Conflict, match="agreed"):
        vote_records.correct(meeting=1, number=1, version=1, values=_vote(), why="Late", by=by)
    boards.plan(board=1, values={"on": TODAY, "begins": "14:00"}, by=by)
    with pytest.raises(Conflict, match="after a meeting"):
        vote_records.record(meeting=2, version=1, values=_vote(), by=by)
    assert [*integrity.seats(), *integrity.votes()] == []


def test_a_row_changed_behind_the_office_is_found(office, held):
    """The seals cover seats and votes."""
    from django.db import connection

    from beatwise.web.bodies import vote_records
    from beatwise.web.history.sealing import verification

    vote_records.record(meeting=1, version=3, values=_vote(), by=office.account("governance"))
    assert list(verification.records()) == []
    connection.cursor().execute("UPDATE bodies_recordedvote SET in_favour = 8")
    connection.cursor().execute("UPDATE bodies_seat SET party = 'Elm' WHERE number = 1")
    assert len(list(verification.records())) == 2


def test_a_body_is_had_in_the_shape_of_popolo(office, held):
    """Every id that is referred to is there; a count that is not on record is left out."""
    from beatwise.web.bodies import membership, vote_records

    by = office.account("governance")
    membership.change_seat(
        board=1, number=7, version=1, values={"vacant": True}, by=by, why="Resigned"
    )
    vote_records.record(
        meeting=1, version=3, by=by, values=_vote(named="1: for\n2: against", against="")
    )
    body = office.client("deputy").get("/boards/1/popolo.json").json()
    known = {row["id"] for rows in body.values() for row in rows}
    for rows in body.values():
        for row in rows:
            refers = {v for k, v in row.items() if k.endswith("_id")}
            assert refers <= known, row
    (event,) = body["vote_events"]
    assert event["counts"] == [{"option": "yes", "value": 6}]
    assert [vote["option"] for vote in event["votes"]] == ["yes", "no"]
    assert {vote["voter_id"] for vote in event["votes"]} <= known
    assert (len(body["posts"]), len(body["memberships"])) == (8, 7)
