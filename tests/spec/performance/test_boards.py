"""Boards.

The agenda is drawn from the record. A pack is frozen once; what the board saw can be shown to be
unchanged for ever.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from beatwise.accountability.boards.agenda import MEETING, Decision, agenda, freeze, unchanged
from beatwise.accountability.measures.expectation import in_words
from beatwise.accountability.measures.measure_set import load_set
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.measures.period import Period
from beatwise.accountability.plan.actions import Action
from beatwise.accountability.plan.change_control import (
    ChangeRequest,
    change_measure,
    differences,
    version_on,
)
from beatwise.accountability.rating.rag import RULE_VERSION
from beatwise.accountability.rating.scorecard import scorecard
from beatwise.errors import BadInput, Conflict


TODAY = dt.date(2026, 1, 21)
PLAN = load_set("plan-2025-29").measures
HOURS = next(measure for measure in PLAN if measure.id == "officer-hours-saved")
ROWS = scorecard(
    PLAN,
    {"officer-hours-saved": [Observation(Period.parse("2025"), Decimal(188_000))]},
    today=TODAY,
)
ACTIONS = [
    Action("a", "Publish the governance", "policing", "governance", dt.date(2025, 12, 31)),
    Action("b", "Plan for speeding", "road-safety", "partner", dt.date(2026, 5, 1)),
]
ASKED = ChangeRequest(
    "a", (("due", dt.date(2026, 6, 30)),), "Waits for the force.", "governance", TODAY
)


def test_the_table_of_meetings_is_whole():
    """Every state of a meeting can be reached, and every one that is not final can be left."""
    assert MEETING.faults() == ()


def test_the_agenda_draws_itself():
    """Exceptions, overdue actions, changes asked for and the next quarter stand on the agenda."""
    decided = [Decision(1, "Publish the governance", "governance", "a")]
    items = agenda(ROWS, ACTIONS, [ASKED], today=TODAY, last_decisions=decided)
    drawn = {item.kind: item for item in items}
    assert drawn["exceptions"].about == ("officer-hours-saved",)
    assert drawn["exceptions"].lines[0].startswith("Officer hours saved (red). ")
    assert drawn["overdue"].about == ("a",)
    assert drawn["changes"].about == ("a",)
    assert drawn["horizon"].about == ("b",)
    assert drawn["decisions"].lines == ("1. Publish the governance — planned",)
    assert "0 of 2 actions complete (0.0 %)" in drawn["progress"].lines[0]


def test_decided_requests_do_not_come_back():
    """A request that was decided is not on the next agenda."""
    items = agenda(ROWS, ACTIONS, [replace(ASKED, state="approved")], today=TODAY)
    assert next(item for item in items if item.kind == "changes").lines == ()


def test_no_pack_is_frozen_without_commentary():
    """A red measure without a word of explanation keeps the pack open."""
    items = agenda(ROWS, ACTIONS, [], today=TODAY)
    with pytest.raises(Conflict, match="Officer hours saved"):
        freeze("Delivery Board", TODAY, ROWS, items, rule=RULE_VERSION, commentary={})


def test_a_frozen_pack_shows_any_change():
    """The same record gives the same digest; one changed word gives another."""
    words = {"officer-hours-saved": "The tool came late; it is in use since November."}
    items = agenda(ROWS, ACTIONS, [], today=TODAY, commentary=words)
    pack = freeze("Delivery Board", TODAY, ROWS, items, rule=RULE_VERSION, commentary=words)
    again = freeze("Delivery Board", TODAY, ROWS, items, rule=RULE_VERSION, commentary=words)
    assert pack == again
    assert unchanged(pack)
    first = replace(items[0], lines=("something else",))
    assert not unchanged(replace(pack, items=(first, *pack.items[1:])))


def test_a_definition_changes_by_a_new_version_side_by_side():
    """An approved change makes the next version; both can be read side by side."""
    request = ChangeRequest(
        HOURS.id,
        (("expectation", in_words("Increase or maintain")),),
        "The saving has levelled off.",
        "performance",
        TODAY,
        "approved",
    )
    new = change_measure(HOURS, request, dt.date(2026, 4, 1))
    assert new.version == 2
    assert {(d.field, d.before, d.after) for d in differences(HOURS, new)} == {
        ("version", "1", "2"),
        ("valid_from", "1 April 2025", "1 April 2026"),
        ("expectation", "Increase", "Increase or maintain"),
    }
    assert version_on([HOURS, new], dt.date(2026, 3, 31)) is HOURS
    assert version_on([HOURS, new], dt.date(2026, 4, 1)) is new
    assert version_on([HOURS, new], dt.date(2024, 4, 1)) is None


def test_a_definition_does_not_change_into_nonsense():
    """Hours saved cannot become a matter of yes or no."""
    request = ChangeRequest(
        HOURS.id,
        (("expectation", in_words("Completed Y/N")),),
        "why",
        "performance",
        TODAY,
        "approved",
    )
    with pytest.raises(BadInput, match="yes/no"):
        change_measure(HOURS, request, dt.date(2026, 4, 1))


def test_a_definition_does_not_change_backwards_or_unasked():
    """A version that begins before the last one, or was not approved, is refused."""
    after = (("title", "Hours saved"),)
    approved = ChangeRequest(HOURS.id, after, "shorter", "performance", TODAY, "approved")
    with pytest.raises(BadInput):
        change_measure(HOURS, approved, HOURS.valid_from)
    with pytest.raises(BadInput):
        change_measure(HOURS, replace(approved, state="asked"), dt.date(2026, 4, 1))
    with pytest.raises(BadInput):
        ChangeRequest(HOURS.id, after, " ", "performance", TODAY)
    with pytest.raises(BadInput):
        differences(HOURS, ACTIONS[0])
