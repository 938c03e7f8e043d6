"""Numbers with their nouns."""

from __future__ import annotations

from beatwise.plurals import counted


def test_one_is_singular() -> None:
    """One month is no months; nought and many are."""
    assert [counted(n, "month") for n in (0, 1, 1200)] == ["0 months", "1 month", "1,200 months"]
    assert counted(2, "city", "cities") == "2 cities"
