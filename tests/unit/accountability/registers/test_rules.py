"""Whether a step is open to a person on a record, and which clocks run on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from beatwise.accountability.registers.definition_rows import Clock, FieldRule, StateFile
from beatwise.accountability.registers.faults.definition_faults import faults
from beatwise.accountability.registers.field_rules import Situation
from beatwise.accountability.registers.register_definition import (
    Definition,
    Field,
    State,
    Transition,
)
from beatwise.accountability.registers.rules import (
    Deadline,
    asked_fields,
    check_fields,
    check_move,
    deadlines,
    first_values,
    next_due,
)
from beatwise.errors import BadInput, Conflict, Refused


NOW = Situation(dt.date(2025, 6, 1))
FIELDS = (Field("name", "Name", "text", required=True), Field("sum", "Sum", "money"),
          Field("received", "Received", "date"))  # fmt: skip
PAY = Transition("pay", "Pay", ("open",), "paid", ("commissioning",), ("sum",), why=True,
                 other_than="open")  # fmt: skip
CLOCKS = (
    Clock("answer", "Answer", "field:received", 28, ends=("paid",), pauses=("asked",)),
    Clock("pay", "Pay", "state:asked", 5, "working", standard="statutory"),
)
GRANTS = Definition(
    "grants", "Grants", "grant", "", "name", "commissioning", "Begin.", (), (), FIELDS,
    (State("open", "Open"), State("asked", "Asked"), State("paid", "Paid", final=True)),
    (PAY, Transition("ask", "Ask", ("open",), "asked", ("commissioning",))), CLOCKS,
    by_name={field.name: field for field in FIELDS},
)  # fmt: skip


@pytest.mark.parametrize(("values", "sound"), [
    ({"name": "x"}, True), ({"name": None}, False), ({}, False), ({"name": 0}, True),
])  # fmt: skip
def test_every_record_has_its_required_fields(values: dict, sound: bool) -> None:
    """A zero is something; no record is nothing."""
    if sound:
        assert check_fields(GRANTS, values, NOW) == []
    else:
        with pytest.raises(BadInput, match="Name is missing") as caught:
            check_fields(GRANTS, values, NOW)
        assert caught.value.place == "name"


@pytest.mark.parametrize(("change", "error", "message"), [
    ({}, None, ""), ({"values": {"sum": 0}}, None, ""),
    ({"values": {}}, BadInput, "'Pay' needs: Sum."), ({"why": " "}, BadInput, "needs a reason"),
    ({"role": "governance"}, Refused, "'Pay' is for: commissioning officer"),
    ({"state": "asked"}, Conflict, "'Pay' is not a step of a grant that is asked"),
    ({"same_person": True}, Refused, "needs a second person"),
])  # fmt: skip
def test_a_step_is_taken_only_when_all_is_there(
    change: dict, error: type[Exception] | None, message: str
) -> None:
    """Its state, role, reason, second person and fields."""
    record = {"state": "open", "values": {"sum": 500}, "role": "commissioning", "why": "So.",
              "same_person": False} | change  # fmt: skip
    if error is None:
        check_move(GRANTS, PAY, **record)
    else:
        with pytest.raises(error, match=message):
            check_move(GRANTS, PAY, **record)


def test_a_step_is_taken_only_with_the_files_that_its_state_needs() -> None:
    """Given with it or before; each that is lacking is named."""
    files = (StateFile("receipt", "Receipt", "document"), StateFile("photo", "Photograph"))
    states = (*GRANTS.states[:2], State("paid", "Paid", final=True, files=files))
    step = {"state": "open", "values": {"sum": 500}, "role": "commissioning", "why": "So.",
            "same_person": False}  # fmt: skip
    register = replace(GRANTS, states=states)
    check_move(register, PAY, **step, files={"receipt", "photo"})
    with pytest.raises(BadInput, match="needs the file: Photograph"):
        check_move(register, PAY, **step, files={"receipt"})
    assert (files[0].fits("a.PDF"), files[0].fits("a.png"), files[1].fits("a.png")) == (
        True, False, True,
    )  # fmt: skip
    assert (files[0].kind_words, files[1].kind_words) == ("document (pdf, odt, docx)", "")


PAID = (*FIELDS, Field("paid_on", "Paid on", "date"), Field("payer", "Paid by", "role"))
SETTLE = Transition("settle", "Settle", ("open",), "paid", ("commissioner", "deputy"),
                    ("sum", "paid_on", "payer"), today=("paid_on",))  # fmt: skip
SETTLED = replace(
    GRANTS, fields=PAID, by_name={field.name: field for field in PAID}, transitions=(SETTLE,),
    rules=(FieldRule("not_after", "paid_on", "today"),
           FieldRule("at_least", "sum", bound=0, step="settle"),
           FieldRule("doer", "payer", weight="question", step="settle")),
)  # fmt: skip
TAKEN = Situation(NOW.today, (), "settle", "commissioner")


@pytest.mark.parametrize(("values", "asked"), [
    ({}, ["sum", "paid_on", "payer"]),
    ({"sum": 0, "paid_on": "2025-06-01", "payer": "commissioner"}, []),
    ({"sum": 1, "payer": "commissioner"}, ["paid_on"]),
    ({"sum": -1, "paid_on": "2025-06-02", "payer": "deputy"}, ["sum", "paid_on", "payer"]),
])  # fmt: skip
def test_a_step_asks_for_what_it_requires_and_what_breaks_a_rule(
    values: dict, asked: list[str]
) -> None:
    """Empty fields, and those that hold what would be a fault or a question; the others stand."""
    assert [f.name for f in asked_fields(SETTLED, SETTLE, values, TAKEN)] == asked


def test_a_step_back_asks_for_no_field_again() -> None:
    """Where no rule is held to, only what is empty is asked for."""
    back = replace(SETTLE, checks=False)
    values = {"sum": -1, "paid_on": "2030-01-01"}
    assert [f.name for f in asked_fields(SETTLED, back, values, TAKEN)] == ["payer"]


def test_what_a_step_asks_for_begins_with_today_and_with_who_takes_it() -> None:
    """The day of the definition, the role of the rule about who does it, and nothing else."""
    begun = {"paid_on": "2025-06-01", "payer": "commissioner"}
    assert first_values(SETTLED, SETTLE, TAKEN) == begun
    assert first_values(SETTLED, replace(SETTLE, name="other"), TAKEN) == {"paid_on": "2025-06-01"}
    assert first_values(GRANTS, PAY, TAKEN) == {}


@pytest.mark.parametrize("today", [("sum",), ("nothing",), ("received",)])
def test_only_a_date_that_a_step_requires_begins_with_today(today: tuple[str, ...]) -> None:
    """A definition that says otherwise is refused."""
    changed = replace(SETTLED, transitions=(replace(SETTLE, today=today),))
    wrong = [fault.words for fault in faults(changed)]
    assert f"step settle: '{today[0]}' is no date that it requires" in wrong
    assert not [f for f in faults(SETTLED) if "is no date" in f.words]


def due(state: str, received: str | None, *moves: list[str]) -> dict[str, dt.date | None]:
    """The due date of each clock that runs."""
    running = deadlines(GRANTS, state, {"received": received}, list(moves))
    return {each.label: each.due for each in running}


def test_a_clock_runs_from_its_field_or_state() -> None:
    """28 days from 1 June; 5 working days from Monday 2 June, its first entry."""
    moves = [["open", "2025-06-01"], ["asked", "2025-06-02"], ["open", "2025-06-05"],
             ["asked", "2025-06-20"], ["open", "2025-06-20"]]  # fmt: skip
    assert due("open", None, ["open", "2025-06-01"]) == {}
    assert due("open", "2025-06-01", ["open", "2025-06-01"]) == {"Answer": dt.date(2025, 6, 29)}
    assert due("open", "2025-06-01", *moves)["Pay"] == dt.date(2025, 6, 9)


def test_a_clock_stands_still_in_its_pauses_and_stops_at_its_end() -> None:
    """Three days asked move the answer by three days; while asked there is no date."""
    back = [["open", "2025-06-01"], ["asked", "2025-06-02"], ["open", "2025-06-05"]]
    assert due("open", "2025-06-01", *back)["Answer"] == dt.date(2025, 7, 2)
    assert due("asked", "2025-06-01", *back[:2])["Answer"] is None
    assert due("paid", "2025-06-01", *back) == {"Pay": dt.date(2025, 6, 9)}


def test_the_next_date_is_the_earliest_of_those_that_run() -> None:
    """A paused clock has none."""
    days = [dt.date(2025, 6, 2), None, dt.date(2025, 6, 1)]
    assert next_due([Deadline("x", "own", day) for day in days]) == dt.date(2025, 6, 1)
    assert next_due([Deadline("x", "own", None)]) is None
    assert next_due([]) is None


@pytest.mark.parametrize(("day", "late"), [
    (dt.date(2025, 6, 1), False), (dt.date(2025, 6, 2), True), (None, False),
])  # fmt: skip
def test_a_deadline_is_late_the_day_after(day: dt.date | None, late: bool) -> None:
    """On its day it is in time; a paused one is never late."""
    assert (
        Deadline("x", "own", dt.date(2025, 6, 1) if day else None).late(day or dt.date.max) is late
    )
