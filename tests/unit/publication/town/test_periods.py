"""The months used when nobody names any."""

from __future__ import annotations

import pytest

from beatwise.clock import Month, MonthRange
from beatwise.errors import MissingData
from beatwise.publication.town.periods import usual_periods


@pytest.mark.parametrize(
    ("present", "train", "score"),
    [
        (("2025-01:2025-12",), "2025-01:2025-09", "2025-10:2025-12"),
        (("2022-01:2022-11", "2024-01:2024-04", "2025-01:2025-12"), "2025-01:2025-09",
         "2025-10:2025-12"),
        (("2023-01:2025-12",), "2025-01:2025-09", "2025-10:2025-12"),
        (("2024-01:2024-12", "2025-02:2025-07"), "2025-02:2025-04", "2025-05:2025-07"),
        (("2025-08:2025-12",), "2025-08:2025-12", None),
        (("2025-08",), "2025-08", None),
    ],
)  # fmt: skip
def test_usual_periods(present: tuple[str, ...], train: str, score: str | None) -> None:
    """The last unbroken run, at most a year: three months score when there are six or more."""
    months = [month for text in present for month in MonthRange.parse(text)]
    expected = (MonthRange.parse(train), MonthRange.parse(score) if score else None)
    assert usual_periods(reversed(months)) == expected


def test_no_month() -> None:
    """Without a month there is nothing to choose on, and the next step is said."""
    with pytest.raises(MissingData, match="gather police-uk"):
        usual_periods(iter(()))


def test_months_are_not_invented() -> None:
    """One month alone is used as it is."""
    assert usual_periods([Month.parse("2025-06")])[0].words == "June 2025"
