"""The states of a consultation: whole, and no way from open to results."""

from __future__ import annotations

from beatwise.accountability.consultations.consultation_states import (
    CONSULTATION,
    HAS_RESULTS,
    RUNNING,
)


def test_the_table_is_whole() -> None:
    """Every state is reached, every state that is not final is left, every role exists."""
    assert list(CONSULTATION.faults()) == []


def test_results_come_only_after_closing() -> None:
    """The one way from an open consultation to results is to close it."""
    assert RUNNING not in HAS_RESULTS
    ways = [move.name for move in CONSULTATION.moves(RUNNING) if move.target in HAS_RESULTS]
    assert ways == ["close"]
    assert [m.name for m in CONSULTATION.transitions if m.target == "reported"] == ["report"]
