"""Days and years in sentences: one that does not exist, a wrong weekday, a range run backwards."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from beatwise.accountability.reconcile.papers.figure_comparison import Comparison
from beatwise.accountability.reconcile.papers.paper_content import Paper, Paragraph
from beatwise.accountability.reconcile.papers.prose.sentence_parts import comparison


_MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_name) if name}
_WEEKDAYS = [name.lower() for name in calendar.day_name]
_DAY = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(_WEEKDAYS)}),?\s+(?:the\s+)?)?\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?"
    rf"(?:\s+of)?\s+(?P<month>{'|'.join(_MONTHS)})\b(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<![\d/.-])(?P<one>20\d\d)\s?[/–-]\s?(?P<two>20\d\d|\d\d)(?![\d/.-])")
_LEAP_YEAR = 2024


def days(paper: Paper) -> Iterator[Comparison]:
    """Yield what is wrong with each day and year range, in sentences and in tables."""
    cells = [
        Paragraph(line, cell)
        for table in paper.tables
        for row, line in [(table.header, table.line), *zip(table.rows, table.lines, strict=True)]
        for cell in row
    ]
    for paragraph in (*paper.paragraphs, *cells):
        for match in _DAY.finditer(paragraph.text):
            yield _day(paragraph, match)
        for match in _YEARS.finditer(paragraph.text):
            if each := _years(paragraph, match):
                yield each


def _day(paragraph: Paragraph, match: re.Match[str]) -> Comparison:
    month = _MONTHS[match["month"].lower()]
    year = int(match["year"] or _LEAP_YEAR)
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"])
    if not 1 <= day <= last:
        words = f"{match['month'].title()} has {last} days"
        both = (match[0], words)
        return comparison(paragraph, match[0], "date", both, "certain", f"{words}.")
    if match["weekday"] and match["year"]:
        weekday = calendar.day_name[dt.date(year, month, day).weekday()]
        if weekday.lower() != match["weekday"].lower():
            words = f"{day} {match['month'].title()} {year} was a {weekday}."
            return comparison(paragraph, match[0], "date", (match[0], weekday), "certain", words)
    return comparison(paragraph, match[0], "date", (match[0], match[0]), "agrees", "It exists.")


def _years(paragraph: Paragraph, match: re.Match[str]) -> Comparison | None:
    one, two = int(match["one"]), int(match["two"])
    last = two if two >= 2000 else one // 100 * 100 + two
    is_month = two <= 12 and "-" in match[0] and last < one  # 2025-07 is a month
    if is_month:
        return None
    if last > one:
        return comparison(paragraph, match[0], "years", (match[0],) * 2, "agrees", "In order.")
    words = f"A range of years from {one} ends after {one}."
    meant = f"{one}{match[0][4 : -len(match['two'])]}{str(one + 1)[-len(match['two']) :]}?"
    return comparison(paragraph, match[0], "years", (match[0], meant), "certain", words)
