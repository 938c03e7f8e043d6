"""The calendar of an evaluation: when its last month is known, and when it must start."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.clock import Month, MonthRange
from beatwise.errors import UsageError


PUBLISHED_AFTER = 2  # police.uk publishes a month about two months after it ends
WRITING = 1  # months to write the report
LAST_OF_OFFICE = Month(2028 * 12 + 4)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of an evaluation.

    Parameters
    ----------
    last_data, published, report
        The last month of data needed, the month it is expected to be published, the month the
        report can be written.
    lag, writing
        Months from the end of a month to its publication, and from then to the report.
    latest_start
        The latest start that still reports before ``office_ends``.
    """

    last_data: Month
    published: Month
    report: Month
    office_ends: Month
    latest_start: Month
    lag: int = PUBLISHED_AFTER
    writing: int = WRITING

    @property
    def in_time(self) -> bool:
        """Whether the report comes before the office ends."""
        return self.report < self.office_ends


def dates(
    patrols: MonthRange,
    *,
    lag: int = PUBLISHED_AFTER,
    office_ends: Month = LAST_OF_OFFICE,
    writing: int = WRITING,
) -> Dates:
    """Return the calendar of patrols over these months; ``lag`` is in months after the last.

    Raises ``UsageError`` for months below 0.
    """
    if lag < 0 or writing < 0:
        raise UsageError(
            f"a report {lag} and {writing} months after the last cannot be written.",
            next_step="Give 0 months or more for publication and for writing.",
        )
    report = patrols.last + lag + writing
    spare = office_ends.number - 1 - report.number
    return Dates(
        last_data=patrols.last,
        published=patrols.last + lag,
        report=report,
        office_ends=office_ends,
        latest_start=patrols.first + spare,
        lag=lag,
        writing=writing,
    )
