"""What a report says, beyond its form."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.publication.town.worlds import found, one_month, town

from beatwise.clock import Month
from beatwise.publication.findings import MonthCount
from beatwise.publication.formats.document import Bullets, Figure, Heading, Paragraph
from beatwise.publication.town.report import report
from beatwise.records.crime_types import ASB


def paragraphs(**changes: object) -> list[str]:
    """Every paragraph of a report."""
    return [b.text for b in report(town(**changes)).blocks if isinstance(b, Paragraph)]


def test_the_same_months_a_year_before() -> None:
    """Where both years have data the report sets them side by side, and gives no cause."""
    two = one_month(ASB)
    june = Month.parse("2025-06")
    monthly = tuple(MonthCount(june - 12 + n, 60 if n == 12 else 45) for n in range(13))
    said = paragraphs(types=(replace(two, monthly=monthly),))
    assert any(
        words.startswith("45 recorded anti-social behaviour incidents in June 2024 and 60 in June")
        and words.endswith("The figures do not say why.")
        for words in said
    )  # fmt: skip


def test_no_year_before_without_data() -> None:
    """With a missing month in either year nothing is compared."""
    assert not any("more recorded" in words or "fewer recorded" in words for words in paragraphs())


def test_years_with_unlike_places_are_not_set_side_by_side() -> None:
    """Where the share of records without a place moved, the report says so and compares nothing."""
    june = Month.parse("2025-06")
    monthly = tuple(MonthCount(june - 12 + n, 60 if n == 12 else 45) for n in range(13))
    one = replace(one_month(ASB), monthly=monthly, places_moved=True)
    words = paragraphs(types=(one,))
    assert not any("45 recorded" in line for line in words)
    assert any("records without a place moved" in line for line in words)


def test_what_is_odd_in_the_records_stands_under_the_months() -> None:
    """The short marks are a list right after the trend's figure."""
    one = replace(one_month(ASB), record_marks=("June 2025 is odd.",))
    blocks = report(town(types=(one,))).blocks
    at = next(n for n, block in enumerate(blocks) if isinstance(block, Bullets) and
              block.items == ("June 2025 is odd.",))  # fmt: skip
    assert isinstance(blocks[at - 1], Figure)


def test_sections_in_order() -> None:
    """The report opens with what matters, and closes with gaps and sources."""
    sections = [b.text for b in report(town()).blocks if isinstance(b, Heading) and b.level == 2]
    assert sections == [
        "In short", "Anti-social behaviour", "Shoplifting", "When", "What else happened",
        "How this was done", "What this cannot say", "What is missing from the records", "Sources",
    ]  # fmt: skip


def test_the_analysts_reason_is_printed_once() -> None:
    """A reason given for small cells stands in the method, once."""
    kinds = tuple(replace(found(kind), why="one alley") for kind in (ASB, "shoplifting"))
    said = str(report(town(types=kinds)).blocks)
    assert said.count("The analyst's reason: one alley") == 1


def test_the_date_is_that_of_the_data() -> None:
    """A report carries the last day of its last month, never today's."""
    assert report(town()).date.isoformat() == "2025-12-31"
    assert report(town(types=(one_month(ASB),))).date.isoformat() == "2025-06-30"
