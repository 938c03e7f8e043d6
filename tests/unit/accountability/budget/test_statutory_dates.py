"""The statutory calendar: last days, what is late, and documents that cannot be."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from beatwise.accountability.budget.precept_run import KINDS
from beatwise.accountability.budget.statutory_dates import (
    BEFORE,
    Deadline,
    checked,
    shipped,
    standings,
)
from beatwise.errors import BadInput


BY = Deadline("issue", "Issued", 1, 3, "by", "Act", "Billing is late.")
BEFORE_DAY = replace(BY, step="comments", day=22, month=2, rule=BEFORE)


@pytest.mark.parametrize(("done", "state", "days"), [
    ({"issue": dt.date(2026, 3, 1)}, "in time", 0),
    ({"issue": dt.date(2026, 3, 2)}, "late", 1),
    ({}, "overdue", 0),
    ({"comments": dt.date(2026, 2, 21)}, "in time", 0),
    ({"comments": dt.date(2026, 2, 22)}, "late", 1),
])  # fmt: skip
def test_by_and_before(done: dict[str, dt.date], state: str, days: int):
    """*By* a day includes it; *before* it does not."""
    deadline = BEFORE_DAY if "comments" in done else BY
    (row,) = standings([deadline], 2026, done, dt.date(2026, 3, 2))
    assert (row.state, row.days_late) == (state, days)
    assert standings([BY], 2026, {}, dt.date(2026, 3, 1))[0].state == "open"


def test_what_comes_along_is_in_order_and_unverified():
    """Five steps from notice to issue; nobody has verified a day until an office says so."""
    rows = standings(shipped(), 2026, {}, dt.date(2026, 1, 1))
    assert [row.last_day for row in rows] == [
        dt.date(2026, 2, 1), dt.date(2026, 2, 8), dt.date(2026, 2, 15), dt.date(2026, 2, 21),
        dt.date(2026, 3, 1),
    ]  # fmt: skip
    assert all(row.deadline.verified_on is None and row.deadline.meaning for row in rows)
    assert {kind.deadline for kind in KINDS.values()} - {""} == {d.step for d in shipped()}


@pytest.mark.parametrize("wrong", [{"day": 29, "month": 2}, {"month": 13}, {"day": 0}])
def test_a_day_that_is_not_in_every_year_is_refused(wrong: dict[str, int]):
    """29 February, month 13, and day 0."""
    with pytest.raises(BadInput) as caught:
        checked(replace(BY, **wrong))
    assert caught.value.place == "day"
    with pytest.raises(BadInput):
        checked(replace(BY, rule="after"))
