"""The ledger of what is missing."""

from __future__ import annotations

from beatwise.records.ledger import LEDGER, from_months


def line(force: str, month: int) -> dict:
    return {"force": force, "month": month, "rows": 5, "asb": 1, "no_location": 0, "outside": -1,
            "repeats": 0, "duplicates": 0, "vintage": 2021, "sha256": "ab",
            "restated": 0}  # fmt: skip


def test_missing_months_are_listed_and_never_counted():
    """From the first to the last month of any force, a month not gathered is not present."""
    ledger = from_months([line("kent", 24300), line("kent", 24302), line("essex", 24301)])
    assert list(zip(ledger["force"], ledger["month"], ledger["present"], strict=True)) == [
        ("essex", 24300, False),
        ("essex", 24301, True),
        ("essex", 24302, False),
        ("kent", 24300, True),
        ("kent", 24301, False),
        ("kent", 24302, True),
    ]
    assert ledger.loc[~ledger["present"], "sha256"].isna().all()


def test_nothing_gathered_is_an_empty_ledger():
    """Without a month there is no line, and the columns are there."""
    assert list(from_months([])) == LEDGER.names
    assert len(from_months([])) == 0
