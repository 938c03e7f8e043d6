"""Periods: understood as they are printed, held so that their order is that of time."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.registers.field_kinds.period_kind import PeriodKind, known_periods
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


FIELD, KIND = Field("period", "Period", "period"), PeriodKind()


@pytest.mark.parametrize(("entry", "held", "words"), [
    ("July 2025 to June 2026", "2025-07:2026-06", "July 2025 to June 2026"),
    ("12 months to June 2026", "2025-07:2026-06", "July 2025 to June 2026"),
    ("Q1 2026/27", "2026-04:2026-06", "2026/27 Q1"), ("2025/26", "2025-04:2026-03", "2025/26"),
    ("2025", "2025-01:2025-12", "2025"), (2025.0, "2025-01:2025-12", "2025"),
    ("September 2025", "2025-09", "September 2025"),
    (dt.date(2025, 12, 31), "2025-12-31", "31 December 2025"),
])  # fmt: skip
def test_a_period_is_understood_as_printed(entry, held, words):
    """And what is shown of it is read again."""
    assert KIND.read(FIELD, entry) == held
    assert KIND.words(FIELD, held) == words
    assert KIND.read(FIELD, KIND.for_form(FIELD, held)) == held


@pytest.mark.parametrize("entry", ["autumn", "2025/27", "June 2026 to July 2025", "Q5 2026/27"])
def test_what_names_no_period_is_refused(entry):
    """With how one is written."""
    with pytest.raises(BadInput) as caught:
        KIND.read(FIELD, entry)
    assert caught.value.place == "period"
    assert caught.value.next_step


def test_what_was_held_before_it_was_a_period_is_still_shown():
    """A register whose text became a period loses nothing."""
    assert KIND.words(FIELD, "First quarter") == "First quarter"
    assert KIND.words(FIELD, "Q1 2025/26") == "Q1 2025/26"


def test_the_periods_that_are_offered_are_read():
    """Eight quarters from today's back, and four financial years."""
    offered = known_periods(dt.date(2026, 11, 30))
    assert offered[:2] == ["2026/27 Q3", "2026/27 Q2"]
    assert offered[-4:] == ["2026/27", "2025/26", "2024/25", "2023/24"]
    assert len({KIND.read(FIELD, words) for words in offered}) == 12
