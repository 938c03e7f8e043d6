"""Items of an agenda have an owner, a presenter, a time and files, and go into the frozen pack."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from beatwise.errors import BadInput, Conflict, Refused


TODAY = dt.date(2026, 11, 22)
FILE = b"Patrols this winter"


@pytest.fixture
def meeting(office, monkeypatch):
    """A meeting in four months, with nothing in the record."""
    from beatwise.web.actions import selectors as progress
    from beatwise.web.meetings import boards, selectors

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    monkeypatch.setattr(progress, "today", lambda: TODAY)
    by = office.account("governance")
    board = boards.make_board(values={"name": "Plan board", "members": ["deputy"]}, by=by)
    day = TODAY + dt.timedelta(days=120)
    return boards.plan(board=board.number, values={"on": day, "begins": "10:00"}, by=by)


def _details(version: int, **more: object) -> dict[str, object]:
    return {"do": "save", "version": version, "owner": "performance", "presenter": "deputy",
            "minutes": "20", **more}  # fmt: skip


def test_an_item_is_given_a_presenter_a_time_and_a_file(office, meeting):
    """The agenda shows each, the next item begins afterwards, and the history has it in words."""
    from beatwise.web.meetings.models import ItemFile

    client = office.client("governance")
    answer = client.post("/meetings/1/agenda/decisions/", _details(1))
    assert answer.status_code == 302, answer.content.decode()
    file = SimpleUploadedFile("winter.txt", FILE)
    answer = client.post(
        "/meetings/1/agenda/progress/", {"do": "attach", "version": 2, "file": file}
    )
    assert answer.status_code == 302, answer.content.decode()
    page = client.get("/meetings/1/").content.decode()
    for words in ("Deputy commissioner", "10:00, 20 minutes", "10:20", "winter.txt"):
        assert words in page
    key = ItemFile.objects.get().pk
    assert client.get(f"/meetings/1/files/{key}/").content == FILE
    assert "20 of the meeting" in client.get("/meetings/1/agenda/").content.decode()
    history = client.get("/meetings/1/history/").content.decode()
    assert "Item changed" in history
    assert "File attached" in history
    answer = client.post(
        "/meetings/1/agenda/progress/", {"do": "remove", "version": 3, "file": str(key)}
    )
    assert answer.status_code == 302
    assert client.get(f"/meetings/1/files/{key}/").status_code == 404
    assert "winter.txt" not in client.get("/meetings/1/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("minutes", "0"), ("minutes", "601"), ("minutes", "²"), ("minutes", "-5")],
)
def test_a_time_that_is_none_is_refused_beside_its_field(office, meeting, field, value):
    """The page says which number it takes, and nothing is saved."""
    answer = office.client("governance").post(
        "/meetings/1/agenda/progress/", _details(1, **{field: value})
    )
    assert answer.status_code == 200
    assert "from 1 to 600" in answer.content.decode()
    meeting.refresh_from_db()
    assert (meeting.details, meeting.version) == ({}, 1)


def test_only_who_plans_meetings_changes_an_item_and_only_of_this_agenda(office, meeting):
    """A role that reads is refused; an item that is not there and a stale version are too."""
    from beatwise.errors import MissingData
    from beatwise.web.meetings.items import agenda_items

    values = {"number": 1, "version": 1, "owner": "deputy", "presenter": "", "minutes": ""}
    with pytest.raises(Refused):
        agenda_items.change(**values, key="progress", by=office.account("commissioner"))
    by = office.account("governance")
    with pytest.raises(MissingData):
        agenda_items.change(**values, key="item:99", by=by)
    with pytest.raises(Conflict):
        agenda_items.change(**{**values, "version": 7}, key="progress", by=by)
    with pytest.raises(BadInput):
        agenda_items.change(**{**values, "owner": "panel_reader"}, key="progress", by=by)
    with pytest.raises(BadInput):
        agenda_items.attach(number=1, version=1, key="progress", name="a.exe", content=b"MZ", by=by)


def test_a_pack_for_a_meeting_in_four_months_asks_before_it_freezes(office, meeting):
    """Nothing is frozen without a reason; with one it is, and the reason is in the history."""
    client = office.client("governance")
    assert "120 days from now" in client.get("/meetings/1/steps/freeze/").content.decode()
    answer = client.post("/meetings/1/steps/freeze/", {"version": 1})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "120 days from now" in page
    assert client.get("/packs/1/1/").status_code == 404
    name = next(w for w in page.split('"') if w.startswith("reason-early-"))
    answer = client.post("/meetings/1/steps/freeze/", {"version": 1, name: "The board asked."})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get("/packs/1/1/").status_code == 200
    assert "The board asked." in client.get("/meetings/1/history/").content.decode()


def test_a_frozen_file_stays_with_its_pack_and_is_read_once_published(office, meeting):
    """A panel reader gets it with the published pack only; the check notices another file."""
    from beatwise.web.imports.models import Content
    from beatwise.web.meetings import integrity, workflow
    from beatwise.web.meetings.items import agenda_items

    by = office.account("governance")
    file = agenda_items.attach(
        number=1, version=1, key="progress", name="winter.txt", content=FILE, by=by
    )
    workflow.freeze(number=1, version=2, by=by, reasons={"*": "Asked for."})
    workflow.step(number=1, version=3, name="correct", by=by, why="Without the file")
    agenda_items.remove(number=1, version=4, key="progress", file=file.pk, by=by)
    address = "/packs/1/1/attachments/2/1/"
    assert office.client("governance").get(address).content == FILE
    for wrong in ("/packs/1/1/attachments/2/2/", "/packs/1/1/attachments/2/0/",
                  "/packs/1/1/attachments/0/1/", "/packs/1/1/attachments/99/1/"):  # fmt: skip
        assert office.client("governance").get(wrong).status_code == 404
    panel = office.client("panel_reader")
    workflow.freeze(number=1, version=5, by=by, reasons={"*": "Asked for."})
    workflow.publish(meeting=1, number=2, by=office.account("commissioner"), stepped_up=True)
    assert panel.get(address).status_code == 404
    assert panel.get("/packs/1/2/").status_code == 200
    assert "winter.txt" not in panel.get("/packs/1/2/").content.decode()
    assert list(integrity.packs()) == []
    Content.objects.filter(data=FILE).update(data=b"Another")
    assert list(integrity.packs()) == [
        "meeting/1, pack 1: its file 'winter.txt' is not what was frozen"
    ]
    page = office.client("governance").get("/packs/1/1/").content.decode()
    assert f'href="{address}"' in page
    assert page.count('href="#item-') == page.count('id="item-') == 7
