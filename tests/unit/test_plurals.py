"""Numbers with their nouns."""

from __future__ import annotations

from beatwise.plurals import counted, elapsed


def test_one_is_singular() -> None:
    """One month is no months; zero and many are."""
    assert [counted(n, "month") for n in (0, 1, 1200)] == ["0 months", "1 month", "1,200 months"]
    assert counted(2, "city", "cities") == "2 cities"


def test_a_span_is_in_hours_and_minutes() -> None:
    """No span is without a unit, and no unit counts nothing beside another."""
    spans = {0: "0 minutes", 1: "1 minute", 59: "59 minutes", 60: "1 hour", 121: "2 hours 1 minute"}
    assert {minutes: elapsed(minutes) for minutes in spans} == spans
