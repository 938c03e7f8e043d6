"""The calendar of an evaluation: when its last month is known, and when it must start."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.clock import Month, MonthRange


PUBLISHED_AFTER = 2  # police.uk publishes a month about two months after it ends
WRITING = 1
LAST_OF_OFFICE = Month(2028 * 12 + 4)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of an evaluation.

    Parameters
    ----------
    last_data, published, report
        The last month of data needed, the month it is expected to be published, the month the
        report can be written.
    latest_start
        The latest start that still reports before ``office_ends``.
    """

    last_data: Month
    published: Month
    report: Month
    office_ends: Month
    latest_start: Month

    @property
    def in_time(self) -> bool:
        """Whether the report comes before the office ends."""
        return self.report < self.office_ends


def dates(
    patrols: MonthRange, *, lag: int = PUBLISHED_AFTER, office_ends: Month = LAST_OF_OFFICE
) -> Dates:
    """Return the calendar of patrols over these months; ``lag`` is in months after the last."""
    report = patrols.last + lag + WRITING
    spare = office_ends.number - 1 - report.number
    return Dates(
        last_data=patrols.last,
        published=patrols.last + lag,
        report=report,
        office_ends=office_ends,
        latest_start=patrols.first + spare,
    )
