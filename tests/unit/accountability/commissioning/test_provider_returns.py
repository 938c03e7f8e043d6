"""A provider's return is sent back with every reason, and accepted without one."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.commissioning.provider_returns import (
    AgreedTerms,
    ProviderReturn,
    ReturnFigure,
    reasons,
)


TERMS = AgreedTerms(dt.date(2026, 1, 1), dt.date(2026, 12, 31), {"Referrals": 200.0, "Seen": None})
FIGURES = (ReturnFigure("Referrals", 200.0, 150.0), ReturnFigure("seen", None, 0.0))
QUARTER = (dt.date(2026, 1, 1), dt.date(2026, 3, 31))


def test_a_return_with_every_agreed_measure_has_no_reason():
    """Capitals do not matter, nought is an answer, and a target may be left out."""
    assert reasons(ProviderReturn(*QUARTER, FIGURES), TERMS) == []
    assert reasons(ProviderReturn(*QUARTER, FIGURES), AgreedTerms()) == []


@pytest.mark.parametrize(("figures", "words"), [
    ((), "it has no figure"), (FIGURES[:1], "the agreed measure 'Seen' is missing"),
    ((*FIGURES, ReturnFigure("Calls", None, 1.0)), "'Calls' is no measure of the contract"),
    ((FIGURES[1], ReturnFigure("Referrals", 100.0, 1.0)), "is 200, the return has 100"),
    ((FIGURES[1], ReturnFigure("Referrals", 200.0, None)), "has no actual figure"),
    ((*FIGURES, FIGURES[0]), "'referrals' stands 2 times"),
])  # fmt: skip
def test_each_fault_of_a_figure_is_a_reason(figures, words):
    """Named at the figures, with the next step."""
    found = reasons(ProviderReturn(*QUARTER, figures), TERMS)
    assert any(words in each.message for each in found)
    assert all(each.place == "figures" and each.next_step for each in found)


@pytest.mark.parametrize(("first", "last", "place", "words"), [
    ("2025-12-31", "2026-03-31", "from_day", "before the contract, on 31 December 2025"),
    ("2026-10-01", "2027-01-01", "to_day", "after the contract, on 1 January 2027"),
    ("2026-03-31", "2026-04-30", "from_day", "shares days with return 4"),
])  # fmt: skip
def test_each_fault_of_a_period_is_a_reason(first, last, place, words):
    """Outside the contract's days, or over those of another return."""
    other = ProviderReturn(*QUARTER, number=4)
    days = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    found = reasons(ProviderReturn(*days, FIGURES), TERMS, [other])
    assert [each.place for each in found if words in each.message] == [place]


def test_a_return_does_not_stand_in_its_own_way():
    """The same number is the same return, corrected."""
    other = ProviderReturn(*QUARTER, number=4)
    assert reasons(ProviderReturn(*QUARTER, FIGURES, 4), TERMS, [other]) == []
    assert len(reasons(ProviderReturn(*QUARTER, FIGURES), TERMS, [other])) == 1
