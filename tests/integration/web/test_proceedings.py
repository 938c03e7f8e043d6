"""A panel's meetings, entered whole as their minutes print them, with roles and seats for names."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.errors import BadInput, Conflict, Refused


TODAY = dt.date(2026, 6, 30)
FIRST, SPECIAL = dt.date(2026, 2, 4), dt.date(2026, 2, 12)
COUNCILLORS = 13
RESOLVED = """\
That the information in the report be noted
That the revised precept of £15 for a Band D property be supported
That risks and opportunities in the proposal be noted
That the commissioner be requested to provide the working of the weighted average
That the commissioner be requested to reconsider the proposed fund"""


@pytest.fixture
def panel(office, monkeypatch):
    """A panel made from the body that comes with the product: 13 councillors and 2 independents."""
    from beatwise.accountability.boards import body_documents
    from beatwise.web.bodies import membership
    from beatwise.web.meetings import boards, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by = office.account("governance")
    start = office.client("governance").get("/boards/new/?from=police-and-crime-panel")
    assert b"Public question time | " in start.content
    values = body_documents.body_document("police-and-crime-panel").as_values
    board = boards.make_board(values=values, by=by)
    council = membership.add_council(
        board=board.number, values={"name": "Northtown", "councillors": "Oak: 40\nElm: 30"}, by=by
    )
    for number in range(COUNCILLORS):
        values = {"council": str(council.pk), "party": "Oak" if number % 2 else "Elm",
                  "substitute": number == 12}  # fmt: skip
        membership.add_seat(board=board.number, values=values, by=by)
    for _ in range(2):
        term = {"ends": "2030-02-03", "ends_note": "or abolition"}
        membership.add_seat(board=board.number, values=term, by=by)
    return board


@pytest.fixture
def keep(office):
    """What sends a form as the governance officer, at the version that the meeting is now."""
    from beatwise.web.meetings.models import Meeting

    client = office.client("governance")

    def send(meeting: int, address: str, **values):
        version = Meeting.objects.get(number=meeting).version
        answer = client.post(
            f"/meetings/{meeting}/{address}", {"version": version, "checked": "yes", **values}
        )
        assert answer.status_code == 302, answer.content.decode()
        return answer

    return send


def _held(office, keep, on: dt.date, begins: str) -> int:
    from beatwise.web.meetings import boards

    row = boards.plan(
        board=1, values={"on": on, "begins": begins, "minutes_long": 180},
        by=office.account("governance"),
    )  # fmt: skip
    keep(row.number, "steps/freeze/", why="")
    keep(row.number, "steps/hold/", attended=["commissioner", "deputy"])
    return row.number


def _roll(keep, meeting: int, present: int, *, substitute: int | None = None) -> None:
    marks = {f"seat_{n}": "present" if n <= present else "apologies" for n in range(1, 16)}
    if substitute:
        marks[f"seat_{substitute}"] = "substitute"
    keep(meeting, "roll/", **marks, chair="1")


def _vote(**more):
    return {"motion": "That the proposed precept be vetoed", "rule": "veto", "members": "15",
            "present": "12", "in_favour": "12", "against": "0", "abstained": "0",
            "carried": "yes", **more}  # fmt: skip


def test_the_panels_two_printed_meetings_are_entered_whole(office, panel, keep):
    """12 of 15 veto, two thirds of the membership being 10; 13 of 13 carry; (a) to (e) stand."""
    first = _held(office, keep, FIRST, "14:00")
    _roll(keep, first, 12)
    for of in ("questions", "urgent", "declarations"):
        keep(first, "proceedings/none/", of=of)
    keep(first, "proceedings/minute/", number="64", heading="Minutes of the previous meeting",
         words="Taken as read, confirmed and signed.")  # fmt: skip
    for heading in ("Public question time", "Urgent items", "Declarations of interest",
                    "Appointment of a co-opted member", "Review of the constitution"):  # fmt: skip
        keep(first, "proceedings/minute/", heading=heading)
    keep(first, "votes/record/", **_vote())
    keep(first, "proceedings/minute/", heading="Precept proposal and budget", vote="1",
         resolutions="That the proposed precept be vetoed")  # fmt: skip
    page = office.client("deputy").get(f"/meetings/{first}/proceedings/").content.decode()
    assert "12 of 15 members present." in page
    assert "5 make a quorum: it was quorate." in page
    assert "No interests were declared." in page
    assert "No public questions were submitted." in page
    assert "10 needed" in page
    assert "The numbers say otherwise" not in page
    votes = office.client("deputy").get(f"/meetings/{first}/votes/").content.decode()
    assert "Veto: at least 2/3 of the members: 10 needed" in votes
    assert "Carried, as recorded" in votes

    special = _held(office, keep, SPECIAL, "14:00")
    _roll(keep, special, 13, substitute=13)
    keep(special, "proceedings/none/", of="declarations")
    keep(special, "votes/record/", **_vote(
        motion="That the commissioner reconsider the proposed fund", rule="simple majority",
        present="13", in_favour="13", mover="councillor", seconder="member"))  # fmt: skip
    keep(special, "votes/record/", **_vote(
        motion="Resolutions (a) to (e)", rule="unanimous", present="13", in_favour="",
        abstained=""))  # fmt: skip
    keep(special, "proceedings/minute/", number="76", heading="Policing precept proposal",
         resolutions=RESOLVED, vote="2")  # fmt: skip
    keep(special, "proceedings/request/", words="Reconsider the fund, and show the average",
         items="Provide the working of the weighted average\nReconsider the proposed fund",
         asked_of="commissioner", due="2026-02-22", minute="76")  # fmt: skip
    page = office.client("deputy").get(f"/meetings/{special}/proceedings/").content.decode()
    assert "13 of 15 members present, 1 by a substitute." in page
    for letter in "abcde":
        assert f"({letter}) That" in page
    votes = office.client("deputy").get(f"/meetings/{special}/votes/").content.decode()
    assert "7 needed" in votes
    assert "Cannot be worked out" in votes, "how many were for the resolutions is not printed"
    files = office.client("deputy").get("/boards/1/proceedings/export/minutes/csv/")
    assert "76,Policing precept proposal" in files.getvalue().decode()


def test_what_happened_at_all_meetings_is_had_as_files(office, panel, keep):
    """Declarations, elections and rolls; that nobody declared anything is a line of its own."""
    first = _held(office, keep, FIRST, "14:00")
    _roll(keep, first, 12)
    keep(first, "proceedings/none/", of="declarations")
    special = _held(office, keep, SPECIAL, "14:00")
    _roll(keep, special, 13, substitute=13)
    keep(special, "proceedings/declaration/", seat="3", item="Forward plan", kind="personal",
         left="on")  # fmt: skip
    keep(special, "proceedings/election/", office="Chair", candidates="1: 9\n2: 4", seat="1",
         until="the annual meeting")  # fmt: skip
    client = office.client("deputy")
    page = client.get(f"/meetings/{special}/proceedings/").content.decode()

    def lines(table: str) -> list[str]:
        address = f"/boards/1/proceedings/export/{table}/csv/"
        assert address in page
        text = client.get(address).getvalue().decode("utf-8-sig")
        return [line.partition(",")[2] for line in text.splitlines()[1:]]

    assert lines("declarations") == [
        "2026-02-04,,,,No interests were declared,", "2026-02-12,1,3,Forward plan,Personal,yes",
    ]  # fmt: skip
    assert lines("elections") == [
        "2026-02-12,1,Chair,1,9,yes,the annual meeting",
        "2026-02-12,1,Chair,2,4,no,the annual meeting",
    ]
    assert len(lines("rolls")) == 2 * 15
    assert lines("questions") == []


def test_a_minute_is_corrected_with_a_reason_until_the_minutes_are_agreed(office, panel, keep):
    """Its words before and after are kept with the reason; agreed minutes stay as they are."""
    from beatwise.web.history import erasable
    from beatwise.web.history.models import Change
    from beatwise.web.meetings.models import Meeting
    from beatwise.web.proceedings import proceedings

    by = office.account("governance")
    number = _held(office, keep, FIRST, "14:00")
    keep(number, "proceedings/minute/", number="64", heading="Urgent items")
    keep(number, "proceedings/minute/", heading="Constitution", words="It was reviewed.",
         resolutions="That this be noted")  # fmt: skip
    agreed = office.client("deputy").get(f"/meetings/{number}/steps/agree/").content.decode()
    for words in ("64. Urgent items", "65. Constitution", "It was reviewed.", "That this be noted"):
        assert words in agreed
    assert "Nothing is written" not in agreed
    new = {"meeting": number, "number": 64, "values": {"heading": "Urgent business"}, "by": by}
    with pytest.raises(BadInput) as caught:
        proceedings.correct_minute(version=1, why="", **new)
    assert caught.value.place == "why"
    assert proceedings.correct_minute(version=1, why="As printed", **new).version == 2
    [last] = Change.objects.order_by("-number")[:1]
    content = erasable.contents([last])[last.number]
    assert (content.before, content.why) == (
        {"minute": 64, "heading": "Urgent items"},
        "As printed",
    )
    with pytest.raises(Conflict, match="someone else"):
        proceedings.correct_minute(version=1, why="Again", **new)
    Meeting.objects.filter(number=number).update(state="minutes agreed")
    with pytest.raises(Conflict, match="agreed"):
        proceedings.correct_minute(version=2, why="Again", **new)


def test_a_request_is_answered_when_every_item_is(office, panel, keep):
    """Six items, five answered: it waits for one letter, is overdue, and is on the next agenda."""
    from beatwise.web.meetings import boards

    meeting = _held(office, keep, FIRST, "14:00")
    keep(meeting, "proceedings/request/", words="Crime prevention activity",
         items="\n".join(f"Question {n}" for n in range(1, 7)), asked_of="commissioner",
         due="2026-06-09")  # fmt: skip
    client, day = office.client("governance"), {"answered_on": "2026-06-09", "answer": ""}
    for version, letter in enumerate("abcde", start=1):
        sent = {**day, "answered_in": f"Paper, item {letter}", "version": version}
        assert client.post(f"/boards/1/requests/1/{letter}/", sent).status_code == 302
    page = client.get("/boards/1/requests/").content.decode()
    assert "1 waits for an answer, <strong>1 overdue</strong>" in page
    assert "Partly answered; (f) wait" in page
    assert "request 1: Crime prevention" in office.client("commissioner").get("/").content.decode()
    planned = boards.plan(
        board=1, values={"on": "2026-09-29", "begins": "14:00"}, by=office.account("governance")
    )
    agenda = client.get(f"/meetings/{planned.number}/").content.decode()
    assert "Crime prevention activity (partly answered; due 9 June 2026, overdue)" in agenda
    client.post("/boards/1/requests/1/f/", {**day, "answered_in": "Letter", "version": 6})
    page = client.get("/boards/1/requests/1/").content.decode()
    assert "Answered. 125 days to the last answer" in page
    assert "Every request is answered" in client.get("/boards/1/requests/").content.decode()


def test_a_meeting_is_postponed_to_another_day_with_its_agenda(office, panel, keep):
    """The old one stays, postponed, and names the new; items and times go with it."""
    from beatwise.web.meetings import boards
    from beatwise.web.meetings.models import Meeting

    by, client = office.account("governance"), office.client("governance")
    boards.plan(board=1, values={"on": "2026-07-21", "begins": "14:00", "place": "Hall"}, by=by)
    boards.add_item(number=1, version=1, heading="Contact demand", words="", owner="deputy", by=by)
    item = Meeting.objects.get(number=1).items.get()
    boards.move_item(number=1, version=2, key=f"item:{item.pk}", up=True, by=by)
    keep(1, "steps/postpone/", on="2026-08-23", begins="14:00", minutes_long="120", place="Hall",
         why="The chair was ill")  # fmt: skip
    old, new = Meeting.objects.get(number=1), Meeting.objects.get(number=2)
    assert (old.state, old.postponed_to, new.state, new.on) == (
        "postponed", new, "planned", dt.date(2026, 8, 23))  # fmt: skip
    page = client.get("/meetings/2/").content.decode()
    assert "Contact demand" in page
    assert "Held in the stead of the meeting" in page
    assert [i.heading for i in new.items.all()] == ["Contact demand"]
    order = [key.partition(":")[0] for key in new.order]
    assert order.index("item") < len(order) - 1
    assert "Postponed: " in client.get("/meetings/1/calendar.ics").content.decode()
    assert client.get("/boards/1/calendar.ics").content.count(b"BEGIN:VEVENT") == 2
    assert client.get("/meetings/1/steps/freeze/").status_code in (404, 409)
    from beatwise.web.meetings.items import postponement

    with pytest.raises(BadInput, match="not later"):
        postponement.postpone(
            number=2, version=new.version, values={"on": "2026-08-20", "begins": "14:00"},
            why="Earlier", by=by,
        )  # fmt: skip


def test_only_elected_members_stand_for_chair(office, panel, keep):
    """An independent member does not stand; a tie is for the chair to settle; one office a seat."""
    from beatwise.web.bodies import selectors
    from beatwise.web.meetings.models import Meeting
    from beatwise.web.proceedings import proceedings

    meeting, by = _held(office, keep, FIRST, "14:00"), office.account("governance")
    _roll(keep, meeting, 12)
    chair = {"office": "Chair", "candidates": "3: 7\n4: 5", "seat": "3", "until": "May 2027"}
    for wrong, words in (
        ({"candidates": "3: 7\n14: 5"}, "seat 14 is not an elected"),
        ({"seat": "4"}, "elected with 5 votes, and 7 is most"),
        ({"candidates": "3: 9\n4: 5"}, "14 votes are more than the 12 present"),
        ({"candidates": "5: 7"}, "did not stand"),
    ):
        version = Meeting.objects.get(number=meeting).version
        with pytest.raises(BadInput, match=words):
            proceedings.elect(meeting=meeting, version=version, values={**chair, **wrong}, by=by)
    keep(meeting, "proceedings/election/", **chair)
    keep(meeting, "proceedings/election/", **{**chair, "candidates": "4", "seat": "4"})
    offices = {row.number: row.office for row in selectors.seats(panel)}
    assert (offices[3], offices[4]) == ("", "Chair")


def test_public_questions_have_a_deadline_and_an_answer(office, panel, keep):
    """Five days before the meeting; late ones are for the next; none submitted is on record."""
    from beatwise.web.proceedings import public_questions

    meeting, by = _held(office, keep, FIRST, "14:00"), office.account("governance")
    asked = {"words": "Why?", "asked_of": "commissioner", "submitted_on": "2026-01-30"}
    keep(meeting, "proceedings/question/", **asked)
    with pytest.raises(BadInput, match="after 30 January 2026"):
        public_questions.submit(
            meeting=meeting, values={**asked, "submitted_on": "2026-01-31"}, by=by
        )
    client = office.client("governance")
    sent = {"answer": "Because.", "refused": "", "answered_on": "2026-02-04", "version": 1}
    assert client.post("/boards/1/questions/1/", sent).status_code == 302
    assert "Answered" in client.get("/boards/1/questions/").content.decode()
    from beatwise.web.meetings.models import Meeting
    from beatwise.web.proceedings import proceedings

    version = Meeting.objects.get(number=meeting).version
    with pytest.raises(Conflict, match="some are on record"):
        proceedings.record_none(meeting=meeting, version=version, of="questions", by=by)


def test_a_roll_that_does_not_fit_together_is_refused(office, panel, keep):
    """No substitute where none is permitted, no chair who was not there, no other body's seat."""
    from beatwise.web.bodies import attendance
    from beatwise.web.meetings.models import Meeting

    meeting, by = _held(office, keep, FIRST, "14:00"), office.account("governance")
    version = Meeting.objects.get(number=meeting).version
    for marks, chair, words in (
        ({1: "substitute"}, None, "no substitute"), ({1: "absent"}, 1, "not present"),
        ({99: "present"}, None, "no seat 99"), ({}, None, "no seat is marked"),
        ({1: "present"}, 2, "seat 2 is not marked"), ({1: "there"}, None, "no way to stand"),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=words):
            attendance.record(meeting=meeting, version=version, marks=marks, chair=chair, by=by)
    with pytest.raises(Refused):
        attendance.record(meeting=meeting, version=version, marks={1: "present"}, chair=None,
                          by=office.account("evaluator"))  # fmt: skip


def test_a_vote_is_set_beside_the_roll(office, panel, keep):
    """Another number of present members, and a seat that was not there, are named."""
    meeting = _held(office, keep, FIRST, "14:00")
    _roll(keep, meeting, 12)
    form = office.client("governance").get(f"/meetings/{meeting}/votes/record/").content.decode()
    assert 'value="12"' in form
    assert 'value="15"' in form
    keep(meeting, "votes/record/", **_vote(present="13", named="13: for"))
    page = office.client("deputy").get(f"/meetings/{meeting}/votes/").content.decode()
    assert "13 are counted as present, and the roll has 12" in page
    assert "Seat 13 voted, and the roll does not have it as present" in page


def test_a_co_option_needs_all_members_and_the_secretary_of_state(office, panel, keep):
    """Resolved unanimously, notified, approved: a seat; refused beyond twenty members."""
    from beatwise.web.bodies import co_options, membership
    from beatwise.web.bodies.models import RecordedVote, Seat

    by, client = office.account("governance"), office.client("governance")
    meeting = _held(office, keep, FIRST, "14:00")
    keep(meeting, "votes/record/", **_vote(rule="unanimous", in_favour="11", against="1",
                                           carried="no"))  # fmt: skip
    keep(meeting, "votes/record/", **_vote(rule="unanimous"))
    row = co_options.propose(
        board=1, values={"kind": "independent", "reasons": "A skill is missing"}, by=by
    )
    split, whole = RecordedVote.objects.order_by("number")
    with pytest.raises(BadInput, match="not unanimous"):
        co_options.resolve(board=1, number=1, version=1, vote=split.pk, by=by)
    with pytest.raises(Conflict, match="no resolution"):
        co_options.notify(board=1, number=1, version=1, on="2026-03-01", by=by)
    for version, sent in enumerate((
        {"vote": whole.pk}, {"on": "2026-03-01"}, {"answer": "approved", "on": "2026-04-01"},
    ), start=1):  # fmt: skip
        answer = client.post("/boards/1/co-options/1/", {**sent, "version": version})
        assert answer.status_code == 302, answer.content.decode()
    row.refresh_from_db()
    assert row.seat == Seat.objects.get(number=16)
    assert "Approved" in client.get("/boards/1/co-options/1/").content.decode()
    for _ in range(4):
        membership.add_seat(board=1, values={}, by=by)
    with pytest.raises(Conflict, match="at most 20 members"):
        co_options.propose(board=1, values={"kind": "independent", "reasons": "More"}, by=by)


def test_everything_checks_and_is_sealed(office, panel, keep):
    """The office's own checks pass, and a row changed behind it is found."""
    from django.db import connection

    from beatwise.web.bodies import integrity as bodies
    from beatwise.web.history.sealing import verification
    from beatwise.web.meetings import integrity as meetings
    from beatwise.web.proceedings import integrity

    meeting = _held(office, keep, FIRST, "14:00")
    _roll(keep, meeting, 12)
    keep(meeting, "proceedings/declaration/", seat="2", item="Urgent items", kind="personal")
    keep(meeting, "proceedings/minute/", heading="Urgent items", resolutions="Noted")
    keep(meeting, "proceedings/request/", words="Tell us", asked_of="deputy")
    checks = (bodies.rolls, meetings.meetings, integrity.proceedings, integrity.requests,
              verification.records)  # fmt: skip
    assert [words for check in checks for words in check()] == []
    connection.cursor().execute("UPDATE proceedings_numberedminute SET heading = 'Other'")
    connection.cursor().execute("UPDATE bodies_seatattendance SET standing = 'absent'")
    assert len(list(verification.records())) > 1


@pytest.fixture
def bare(office, monkeypatch):
    """A body without seats."""
    from beatwise.web.meetings import boards, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    values = {"name": "Panel", "members": [], "chair": "", "draws_record": False}
    return boards.make_board(values=values, by=office.account("governance"))


COMPOSITION = b"""\
appointing_body,seats,party_of_current_member,as_at,source
Northtown,2,"1 Oak, 1 Elm",2026-06,Item 8
Southtown,1,Oak,2026-06,Item 8
Independent co-opted members,2,,2026-06,Item 8
Statutory maximum members,20,,,Item 8
"""


def test_seats_come_in_as_a_table_and_go_out_again(office, bare):
    """Two councils, three seats and two co-opted members; a row about the law is left out."""
    from beatwise.web.bodies import selectors
    from beatwise.web.bodies.imports.body_tables import BodyTable
    from beatwise.web.imports import batches

    table, by = BodyTable(bare, "composition"), office.account("governance")
    batch = batches.keep(table, name="a.csv", content=COMPOSITION, by=by)
    preview = batches.preview(table, batch, by)
    assert preview.notes == ("1 row is about something else and is left out.",)
    assert not selectors.seats(bare).exists(), "a preview keeps nothing"
    batches.commit(table, batch=batch, by=by)
    rows = [(str(row.council), row.party) for row in selectors.seats(bare)]
    assert rows == [("Northtown", "Oak"), ("Northtown", "Elm"), ("Southtown", "Oak"),
                    ("None", ""), ("None", "")]  # fmt: skip
    again = table.preview("a.csv", COMPOSITION, by)
    assert "has 'Northtown' already" in again.wrong[0].words
    wrong = table.preview("a.csv", COMPOSITION.replace(b"1 Oak, 1 Elm", b"1 Oak"), by)
    assert [(each.row, each.column) for each in wrong.wrong] == [(2, "party_of_current_member")]
    page = office.client("governance").get(f"/boards/1/import/composition/{batch.pk}/")
    assert page.status_code == 200
    batches.undo(table, batch=batch, by=by, why="Wrong file")
    assert not selectors.seats(bare).exists()
    assert not selectors.councils(bare).exists()


def test_the_papers_tables_of_the_panel_come_in(office, bare, keep, reference_tables):
    """Fifteen members; eight entitlements; meetings with a time; three votes, 10 of 15 needed."""
    from beatwise.web.bodies import attendance, selectors
    from beatwise.web.bodies.imports.body_tables import BodyTable
    from beatwise.web.bodies.models import RecordedVote
    from beatwise.web.imports import batches
    from beatwise.web.meetings.models import Meeting

    by = office.account("governance")

    def take(name: str) -> None:
        table = BodyTable(bare, name)
        content = (reference_tables / f"panel_{name}.csv").read_bytes()
        batch = batches.keep(table, name=f"{name}.csv", content=content, by=by)
        preview = batches.preview(table, batch, by)
        assert preview.wrong == (), (name, preview.wrong)
        batches.commit(table, batch=batch, by=by)

    take("composition")
    take("balance")
    assert len(selectors.seats(bare)) == 15
    assert len(selectors.printed(bare).shares) == 8
    for on, present in ((FIRST, 12), (SPECIAL, 13)):
        meeting = _held(office, keep, on, "14:00")
        row = Meeting.objects.get(number=meeting)
        marks = {n: "present" if n <= present else "absent" for n in range(1, 16)}
        attendance.record(meeting=meeting, version=row.version, marks=marks, chair=1, by=by)
    take("votes")
    checks = [(v.rule, v.members, v.present, v.in_favour) for v in RecordedVote.objects.all()]
    assert sorted(checks, key=str) == sorted(
        [("veto", 15, 12, 12), ("simple majority", 15, 13, 13), ("unanimous", 15, 13, None)],
        key=str,
    )
