"""What a record held is erased at its end, everywhere, and the history can still be verified."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.accountability.registers.confidential_world import COMPLAINTS

from beatwise.errors import Conflict, Refused


WORD = "Quagga"
RETENTION = """
[retention]
event = "field:received_on"
months = 12
keeps = ["received_on"]
holds = "withheld"
"""
TODAY = dt.date(2026, 11, 29)


@pytest.fixture
def letters(office, monkeypatch):
    """A register with a rule, and closed records: two whose time is over, one of them on hold."""
    from beatwise.web.imports import batches
    from beatwise.web.registers import actions, additions, selectors
    from beatwise.web.registers.imports import Records
    from beatwise.web.registers.loading import actions as loading
    from beatwise.web.registers.own_definitions.known import definition

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    loading.load(text=COMPLAINTS + RETENTION, by=office.account("governance"))
    register, by = definition("own_complaints"), office.account("monitoring_officer")
    actions.make(register=register, values=_letter("2025-01-31", f"{WORD} one"), by=by)
    labels = ",".join(["Number", "State", *(f.label for f in register.fields)])
    content = (
        f"{labels}\r\n,Closed,{WORD} two,2025-02-01,Yes\r\n,Closed,{WORD} three,2026-11-01,\r\n"
    )
    batch = batches.keep(Records(register), name="a.csv", content=content.encode(), by=by)
    batches.commit(Records(register), batch=batch, by=by)
    one = {"register": register, "number": 1, "by": by}
    additions.comment(text=f"{WORD} comment", **one)
    additions.attach(name=f"{WORD}.txt", content=f"{WORD} file".encode(), **one)
    actions.move(version=1, step="sift", why=f"{WORD} reason", **one)
    actions.move(version=2, step="close", **one)
    return register


def _letter(day: str, issue: str) -> dict[str, str]:
    return {"issue": issue, "received_on": day}


def _everything(but: tuple[str, ...] = ()) -> str:
    """Return every cell of every table, as text."""
    from django.apps import apps

    cells = []
    for model in apps.get_models():
        if model._meta.db_table not in but:
            for row in model._base_manager.values_list():
                cells += [c.tobytes() if isinstance(c, memoryview) else c for c in row]
    return "\n".join(str(cell) for cell in cells)


def _faults() -> list[str]:
    from beatwise.web.registry import registry

    names = ("history chain", "erasable content", "seals", "records", "references", "registers",
             "definitions of registers")  # fmt: skip
    return [fault for name in names for fault in registry.checks[name]()]


def test_what_is_over_goes_and_nothing_else(letters):
    """One of three: of the others one is on hold, and one's time is not over."""
    from beatwise.web.registers.models import Record
    from beatwise.web.registers.retention import erasing

    assert _faults() == []
    assert f"{WORD} one" in _everything()
    assert erasing.erase_due() == 1
    assert erasing.erase_due() == 0
    rows = dict(Record.objects.filter(register="own_complaints").values_list("number", "heading"))
    assert rows == {1: "Content erased", 2: f"{WORD} two", 3: f"{WORD} three"}
    left = _everything()
    for words in ("one", "comment", "reason", "file", ".txt"):
        assert f"{WORD} {words}" not in left.replace(f"{WORD}.", f"{WORD} ."), words
    row = Record.objects.get(register="own_complaints", number=1)
    assert (row.values["received_on"], row.state) == ("2025-01-31", "closed")
    assert _faults() == []


def test_the_history_says_what_went(office, letters):
    """Its line names fields, comments, files and changes; the older lines say they were erased."""
    from beatwise.web.registers.retention import erasing
    from beatwise.web.registers.selectors import ERASED, history

    erasing.erase_due()
    newest, *older = history(letters, 1)
    assert newest.after["fields"] == ["Issue"]
    assert (newest.after["comments"], newest.after["files"]) == (1, 1)
    assert newest.after["changes that stay in the chain"] == 0
    numbers = sorted(each.change.number for each in older)
    assert newest.after["erased_changes"] == numbers
    assert {each.change.why for each in older} == {ERASED}
    page = office.client("monitoring_officer").get("/registers/own_complaints/1/history/")
    assert "Content erased" in page.content.decode()
    page = office.client("panel_chair").get("/registers/own_complaints/1/").content.decode()
    assert "Its content was erased on 29 November 2026" in page
    assert "Erased: Issue." in page
    assert "Not recorded: Withheld." in page


def test_an_imported_record_takes_its_file_along(letters):
    """The file that it came from is emptied, and what was remembered of it and to undo it."""
    from beatwise.web.imports.models import Batch, Run
    from beatwise.web.registers import actions
    from beatwise.web.registers.models import Record
    from beatwise.web.registers.retention import erasing

    batch = Batch.objects.get(kind="own_complaints")
    shown = {"listed": [["2", f"{WORD} two"]]}
    run = Run.objects.create(batch=batch, task=Run.CHECK, by=batch.by, state="done", summary=shown)
    row = Record.objects.get(register="own_complaints", number=2)
    row.values["withheld"] = False
    actions.save(letters, row)
    assert erasing.erase_due() == 2
    left = _everything()
    assert f"{WORD} two" not in left
    assert Run.objects.get(pk=run.pk).summary["listed"] == []
    assert f"{WORD} three" in left


def test_what_is_gone_without_a_line_is_found(letters):
    """Content deleted or altered past the office is named by the check."""
    from beatwise.web.history.models import ErasableContent

    first = ErasableContent.objects.order_by("change").first()
    ErasableContent.objects.filter(change=first.change).update(text="{}")
    assert any("is not as it was written" in fault for fault in _faults())
    ErasableContent.objects.filter(change=first.change).delete()
    assert any("no change says that it was erased" in fault for fault in _faults())
    ErasableContent.objects.create(change=10**6, text="{}")
    assert any("does not hold what stands beside it" in fault for fault in _faults())


def test_nothing_is_added_to_what_was_erased(office, letters):
    """No change, step, comment, file, link or row of a file."""
    from beatwise.web.registers import actions, additions
    from beatwise.web.registers.imports import Records
    from beatwise.web.registers.retention import erasing

    erasing.erase_due()
    by = office.account("monitoring_officer")
    one = {"register": letters, "number": 1, "by": by}
    with pytest.raises(Refused, match="was erased"):
        actions.change(version=4, values={"issue": "x"}, **one)
    with pytest.raises(Refused, match="was erased"):
        additions.comment(text="x", **one)
    with pytest.raises(Refused, match="was erased"):
        additions.attach(name="a.txt", content=b"x", **one)
    content = b"Number,State,Issue,Received on,Withheld\r\n1,,x,,\r\n"
    assert Records(letters).preview("a.csv", content, by).wrong
    with pytest.raises(Conflict, match="not to be erased yet"):
        erasing.erase(register=letters, number=2)


def test_the_list_says_beforehand_what_will_go(office, letters):
    """Before anything goes: what is over, what is on hold; nothing of what has a year to go."""
    client = office.client("panel_secretary")
    page = client.get("/registers/own_complaints/retention/").content.decode()
    assert f"1. {WORD} one" in page
    assert "To be erased today" in page
    assert "On hold" in page
    assert f"{WORD} three" not in page
    sheet = b"".join(client.get("/registers/own_complaints/retention/csv/")).decode()
    assert f"{WORD} two,2026-02-01,On hold" in sheet
    assert (
        office.client("governance").get("/registers/own_complaints/retention/").status_code == 404
    )
    rules = client.get("/registers/own_complaints/rules/").content.decode()
    assert "is erased 12 months after “Received on”" in rules


def test_the_worker_erases_by_itself():
    """It is a chore of the worker, once an hour."""
    from beatwise.web.registers.retention import erasing
    from beatwise.web.registry import registry

    assert registry.chores["retention"].run is erasing.erase_due
