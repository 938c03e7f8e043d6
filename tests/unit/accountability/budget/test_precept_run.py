"""A precept's steps: a veto by the membership, and a revised precept on the right side of it."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.budget.precept_run import (
    COMMENTED,
    ISSUED,
    KINDS,
    PROPOSED,
    RESPONDED,
    REVISED,
    SUPPORTED,
    TOO_HIGH,
    TOO_LOW,
    PreceptStep,
    check,
    days,
    faults,
    next_kinds,
    recorded_vote,
)
from beatwise.errors import BadInput, Conflict


FEBRUARY = dt.date(2026, 2, 4)
VOTE = recorded_vote("Veto", 15, 12, 12, 0, veto=True)
PROPOSAL = PreceptStep(PROPOSED, dt.date(2026, 1, 30), 1100)
VETO = PreceptStep(TOO_LOW, FEBRUARY, vote=VOTE)
REVISION = PreceptStep(REVISED, dt.date(2026, 2, 10), 1500)
SECOND = PreceptStep(COMMENTED, dt.date(2026, 2, 12), vote=recorded_vote("Support", 15, 13, 13, 0,
                                                                        veto=False))  # fmt: skip
RUN = [PROPOSAL, VETO, REVISION, SECOND, PreceptStep(RESPONDED, dt.date(2026, 2, 20)),
       PreceptStep(ISSUED, dt.date(2026, 2, 27), 1500)]  # fmt: skip


def test_the_run_of_2026_stands():
    """£11 vetoed 12–0 by 15 members, £15 proposed, supported 13–0, issued in time."""
    assert faults(RUN) == ()
    assert next_kinds(RUN) == ()
    assert days(RUN)["revised"] == dt.date(2026, 2, 10)


@pytest.mark.parametrize(("in_favour", "members", "carried"), [
    (10, 15, True), (9, 15, False), (9, 13, True), (8, 13, False), (14, 20, True), (13, 20, False),
])  # fmt: skip
def test_a_veto_needs_two_thirds_of_the_membership(in_favour: int, members: int, carried: bool):
    """Of all members, whoever is present: nine of nine present out of fifteen are too few."""
    vote = recorded_vote("Veto", members, in_favour, in_favour, 0, veto=True)
    step = PreceptStep(TOO_LOW, FEBRUARY, vote=vote)
    if carried:
        assert check([PROPOSAL], step) is step
    else:
        with pytest.raises(BadInput, match="a veto needs") as caught:
            check([PROPOSAL], step)
        assert caught.value.place == "in_favour"


@pytest.mark.parametrize(("veto", "rise", "stands"), [
    (TOO_LOW, 1099, False), (TOO_LOW, 1100, False), (TOO_LOW, 1101, True),
    (TOO_HIGH, 1099, True), (TOO_HIGH, 1100, False), (TOO_HIGH, 1101, False),
])  # fmt: skip
def test_a_revised_precept_lies_on_the_right_side(veto: str, rise: int, stands: bool):
    """Too low: higher; too high: lower; the same again is neither."""
    before = [PROPOSAL, PreceptStep(veto, FEBRUARY, vote=VOTE)]
    step = PreceptStep(REVISED, FEBRUARY, rise)
    if stands:
        assert check(before, step) is step
    else:
        with pytest.raises(BadInput, match=r"than £11\.00"):
            check(before, step)


@pytest.mark.parametrize(("veto", "revised", "issued", "stands"), [
    (TOO_LOW, 1500, 1500, True), (TOO_LOW, 1500, 1600, True), (TOO_LOW, 1500, 1499, False),
    (TOO_LOW, 1500, 1100, False),
    (TOO_HIGH, 900, 900, True), (TOO_HIGH, 900, 800, True), (TOO_HIGH, 900, 901, False),
])  # fmt: skip
def test_what_is_issued_does_not_go_back_on_the_veto(veto, revised, issued, stands):
    """£15 after a veto of £11 as too low: £14.99 is not issued, and £11 is not either."""
    before = [PROPOSAL, PreceptStep(veto, FEBRUARY, vote=VOTE),
              PreceptStep(REVISED, FEBRUARY, revised),
              PreceptStep(COMMENTED, FEBRUARY)]  # fmt: skip
    step = PreceptStep(ISSUED, FEBRUARY, issued)
    if stands:
        assert check(before, step) is step
    else:
        with pytest.raises(BadInput, match="no precept is issued") as caught:
            check(before, step)
        assert caught.value.place == "rise"


def test_there_is_no_second_veto():
    """The panel comments on a revised precept; it does not veto it."""
    with pytest.raises(Conflict, match="not vetoed again") as caught:
        check([PROPOSAL, VETO, REVISION], PreceptStep(TOO_LOW, FEBRUARY, vote=VOTE))
    assert "reviewed by the panel" in (caught.value.next_step or "")


def test_steps_follow_the_table_and_the_calendar():
    """Every kind but the first needs the one before, none goes back in time, amounts are needed."""
    for kind in KINDS:
        if kind != PROPOSED:
            with pytest.raises(Conflict):
                check([], PreceptStep(kind, FEBRUARY, 1, VOTE))
    with pytest.raises(BadInput, match="step before was taken"):
        check([PROPOSAL], PreceptStep(SUPPORTED, dt.date(2026, 1, 1)))
    with pytest.raises(BadInput, match="rise of Band D is missing"):
        check([], PreceptStep(PROPOSED, FEBRUARY))
    with pytest.raises(BadInput, match="needs its recorded vote"):
        check([PROPOSAL], PreceptStep(TOO_LOW, FEBRUARY))
    with pytest.raises(BadInput) as caught:
        recorded_vote("Veto", 10, 12, 12, 0, veto=True)
    assert caught.value.next_step
    assert len(faults([PROPOSAL, REVISION])) == 1
