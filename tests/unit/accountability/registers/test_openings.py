"""Who may take a step now, and what it waits for: a truth table of a small register."""

from __future__ import annotations

import pytest

from beatwise.accountability.registers.openings import (
    Hindrances,
    buttons,
    opening,
    openings,
    sentences,
)
from beatwise.accountability.registers.workflow import State, StateTable, Transition
from beatwise.errors import Conflict, Refused


TABLE = StateTable(
    "a grant",
    (State("asked", "Asked for"), State("paid", "Paid"), State("closed", "Closed", final=True)),
    (
        Transition("pay", "Pay", ("asked",), "paid", ("commissioner", "deputy"), task="decide"),
        Transition("refuse", "Refuse", ("asked",), "closed", ("deputy",), why=True),
        Transition("end", "End it", ("asked", "paid"), "closed", ("deputy",), at_board=True),
    ),
)
BOARD = "“End it” waits for a board, which decides it in the minutes of a meeting."


def _steps(role: str, state: str = "asked", **known):
    return openings(TABLE, state, role, Hindrances(**known))


@pytest.mark.parametrize(("role", "known", "words"), [
    ("deputy", {}, ""),
    ("commissioner", {}, ""),
    ("partner", {}, "“Pay” waits for commissioner or deputy commissioner."),
    ("deputy", {"own": {"pay"}},
     "“Pay” waits for a second person: commissioner or deputy commissioner."),
    ("deputy", {"own": {"end"}}, ""),
    ("deputy", {"missing": {"pay": ("Amount",)}}, "“Pay” waits for Amount."),
    ("deputy", {"missing": {"pay": ("Amount", "Fund", "Advice")}},
     "“Pay” waits for Amount, Fund and Advice."),
    ("deputy", {"missing": {"end": ("Amount",), "pay": ()}}, ""),
    ("deputy", {"waits": {"pay": "the day of payment"}}, "“Pay” waits for the day of payment."),
    ("deputy", {"missing": {"pay": ("Amount",)}, "waits": {"pay": "the day"}},
     "“Pay” waits for Amount and the day."),
    ("partner", {"missing": {"pay": ("Amount",)}},
     "“Pay” waits for Amount; after that, for commissioner or deputy commissioner."),
    ("deputy", {"missing": {"pay": ("Amount",)}, "own": {"pay"}},
     ("“Pay” waits for Amount; after that, for a second person: "
      "commissioner or deputy commissioner.")),
])  # fmt: skip
def test_a_step_is_open_or_says_what_it_waits_for(role, known, words):
    """What must come first, and then which roles: in one sentence, and nothing when it is open."""
    pay = _steps(role, **known)[0]
    assert (pay.waits, pay.open) == (words, not words)


def test_a_board_decides_whatever_the_role():
    """A step that only a board takes is nobody's button."""
    assert [step.waits for step in _steps("deputy") if step.move.name == "end"] == [BOARD]
    assert [step.waits for step in _steps("deputy", "paid")] == [BOARD]
    assert _steps("deputy", "closed") == ()


def test_a_step_aside_is_spoken_of_only_to_who_may_take_it():
    """Nobody is told of a refusal that is not theirs to give."""
    assert sentences(_steps("deputy"), "deputy") == [BOARD]
    assert sentences(_steps("deputy", missing={"refuse": ("Advice",)}), "deputy") == [
        "“Refuse” waits for Advice.", BOARD,
    ]  # fmt: skip
    assert sentences(_steps("partner"), "partner") == [
        "“Pay” waits for commissioner or deputy commissioner.", BOARD,
    ]  # fmt: skip


def test_buttons_are_the_open_steps_and_those_aside_come_last():
    """A step that waits has no button; one that asks for a reason stands behind the others."""
    assert [move.name for move in buttons(_steps("deputy"))] == ["pay", "refuse"]
    assert [move.name for move in buttons(reversed(_steps("deputy")))] == ["pay", "refuse"]
    assert [move.name for move in buttons(_steps("deputy", own={"pay"}))] == ["refuse"]
    assert buttons(_steps("partner")) == []


def _opening(role: str, name: str, state: str = "asked", **known):
    steps = _steps(role, state, **known)
    return opening(steps, name, table=TABLE, state=state, place="grant 1")


def test_an_open_step_is_returned():
    """Who may take it goes on to its page."""
    assert _opening("deputy", "pay").move.target == "paid"


@pytest.mark.parametrize(("role", "state", "name", "known", "kind", "words"), [
    ("deputy", "paid", "pay", {}, Conflict, "'Pay' is not a step of a grant that is paid"),
    ("partner", "paid", "pay", {}, Conflict, "Steps from here: End it"),
    ("deputy", "asked", "fly", {}, Conflict, "'fly' is not a step of a grant that is asked for"),
    ("deputy", "asked", "pay", {"missing": {"pay": ("Amount",)}}, Conflict, "waits for Amount"),
    ("partner", "asked", "pay", {}, Refused, "waits for commissioner or deputy"),
    ("deputy", "asked", "pay", {"own": {"pay"}}, Refused, "waits for a second person"),
    ("deputy", "asked", "end", {}, Refused, "waits for a board"),
])  # fmt: skip
def test_a_state_is_never_called_a_lack_of_permission(role, state, name, known, kind, words):
    """Where the thing is, and what it lacks, is a conflict; whom a step is for is a refusal."""
    with pytest.raises(kind, match=words) as caught:
        _opening(role, name, state, **known)
    assert caught.value.place in ("grant 1", None)
