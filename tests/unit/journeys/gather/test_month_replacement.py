"""Which of two files stands for a force and month."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from beatwise.journeys.gather.month_replacement import why_kept_out, words


def file_of(source: str = "2025-02.zip!a.csv", sha256: str = "new", day: str = "01") -> Any:
    return SimpleNamespace(source=source, sha256=sha256, gathered=f"2026-01-{day}T10:00:00+00:00")


def entry_of(
    source: str = "2025-02.zip!a.csv", force: str = "millshire", month: int = 24300
) -> Any:
    return SimpleNamespace(force=force, month=month, provenance=file_of(source, "old"))


def test_a_file_that_was_replaced_before_does_not_come_back() -> None:
    """Its bytes stood once and a newer file took their place: the day is said."""
    history = [
        SimpleNamespace(
            force="millshire", month=24300, was=file_of(sha256="new"), now=file_of(day="09")
        )
    ]
    assert why_kept_out(file_of(), entry_of(), history) == (  # type: ignore[arg-type]
        "kept out, for a newer file took its place on 2026-01-09."
    )
    for other in (entry_of(force="leafshire"), entry_of(month=24301)):
        assert why_kept_out(file_of(), other, history) is None  # type: ignore[arg-type]
    assert why_kept_out(file_of(sha256="unseen"), entry_of(), history) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("new", "stands", "why"),
    [
        ("2025-01.zip!a.csv", "2025-02.zip!a.csv",
         "kept out, for archive 2025-01 is older than 2025-02, which stands."),
        ("2025-02.zip!a.csv", "2025-02.zip!a.csv", None),
        ("2025-03.ZIP!a.csv", "2025-02.zip!a.csv", None),
        ("a.csv", "2025-02.zip!a.csv", None),
        ("2025-01.zip!a.csv", "a.csv", None),
    ],
)  # fmt: skip
def test_an_older_archive_does_not_replace_a_newer_one(new: str, stands: str, why) -> None:
    """Only where both files come from dated archives can one be older."""
    assert why_kept_out(file_of(new), entry_of(stands), []) == why


def test_a_month_is_named_with_its_force() -> None:
    """As the ledger has it."""
    assert words(entry_of(month=2025 * 12)) == "millshire 2025-01"
