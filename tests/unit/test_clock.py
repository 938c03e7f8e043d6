import pytest

from beatwise.clock import Month, MonthRange
from beatwise.errors import UsageError


def test_a_month_reads_and_prints_the_same() -> None:
    """Reading and printing a month give back what was written."""
    month = Month.parse("2025-09")
    assert (str(month), month.year, month.month, month.name) == (
        "2025-09", 2025, 9, "September 2025",
    )  # fmt: skip


def test_month_arithmetic_crosses_the_year() -> None:
    """December and one month is January of the next year."""
    assert Month.parse("2025-12") + 1 == Month.parse("2026-01")
    assert Month.parse("2026-01") - 13 == Month.parse("2024-12")


@pytest.mark.parametrize("text", ["2025", "2025-13", "2025-00", "25-01", "", "2025-1", "Jan 2025"])
def test_what_is_not_a_month_is_refused_with_the_form_to_use(text: str) -> None:
    """A wrong month says how months are written."""
    with pytest.raises(UsageError, match="YYYY-MM"):
        Month.parse(text)


def test_a_range_holds_both_its_ends() -> None:
    """January to September is nine months; a single month is a range of one."""
    training = MonthRange.parse("2025-01:2025-09")
    assert len(training) == 9
    assert [str(m) for m in training][-1] == "2025-09"
    assert len(MonthRange.parse("2025-04")) == 1
    assert not training.overlaps(MonthRange.parse("2025-10:2025-12"))


def test_a_backward_range_is_refused() -> None:
    """A range that runs backwards is refused and shown the right way round."""
    with pytest.raises(UsageError, match="2025-01:2025-09"):
        MonthRange.parse("2025-09:2025-01")
