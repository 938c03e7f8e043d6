"""Days that do not exist, wrong weekdays and year ranges that run backwards are named."""

from __future__ import annotations

import pytest
from tests.unit.accountability.reconcile.papers.worlds import prose

from beatwise.accountability.reconcile.papers.prose.printed_days import days


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("between 31st June and 15th August", ["certain", "agrees"]),
        ("on 29 February 2023 or 29 February 2024", ["certain", "agrees"]),
        ("Monday, 28 October 2024 at 2.00 pm", ["agrees"]),
        ("Tuesday, 28 October 2024 at 2.00 pm", ["certain"]),
        ("Tuesday 28 October", ["agrees"]),
        ("the first three quarters 2025/2025", ["certain"]),
        ("Q1 2026-26 and Q2 2025-26", ["certain", "agrees"]),
        ("the plan 2024 - 2029, the term 2024/28", ["agrees", "agrees"]),
        ("2025-07 and 12/07/2023 and 0116 305 2583", []),
    ],
)
def test_days_and_years(text: str, verdicts: list[str]) -> None:
    """Each is judged by the calendar; months, numeric dates and telephone numbers are left out."""
    assert [each.verdict for each in days(prose(text))] == verdicts
