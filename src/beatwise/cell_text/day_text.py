"""A day as people in Britain write it: the day before the month, or ISO; read or refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from beatwise.cell_text.characters import plain_characters
from beatwise.cell_text.unreadable import Unreadable


# Tried in this order; each takes the cells that none before it could read. Day before month.
DATE_FORMATS: tuple[str, ...] = (
    "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%d/%m/%Y", "%Y-%m-%d",
    "%d/%m/%y %H:%M", "%d/%m/%y", "%d-%m-%Y %H:%M", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y",
    "%d.%m.%Y %H:%M", "%d.%m.%Y", "%d-%b-%Y %H:%M", "%d-%b-%Y", "%d-%b-%y %H:%M", "%d-%b-%y",
    "%d %b %Y %H:%M", "%d %b %Y", "%d %B %Y %H:%M", "%d %B %Y",
    "%d/%m/%Y %I:%M %p", "%d/%m/%Y %I:%M:%S %p",
)  # fmt: skip
YEARS = (1950, 2099)  # of incidents; a year outside them is a slip of the hand
DAY_YEARS = (1000, 9999)
SHORT_YEARS = (2000, 2049)  # what two figures may stand for
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:.*)?")
_SLASHES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})(?:\D.*)?")
_OFFSET = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})")
_DAY_NUMBER = re.compile(r"\d{5}(?:\.\d+)?")
_NEXT_STEP = "Write 2026-01-21 or 21/01/2026."


def day_of(text: str) -> dt.date | None:
    """Return a day; of a time with its own offset from UTC, the day in London then.

    A year of two figures is 2000 to 2049. ``None`` for an empty cell.

    Raises
    ------
    Unreadable
        For anything that is not surely one day: a month before its day, a spreadsheet's day
        number, a year below 1000 behind its day.
    """
    cell = text.strip()
    plain = " ".join(plain_characters(text).split())
    if not plain:
        return None
    if _OFFSET.fullmatch(plain):
        return _in_london(cell, plain)
    plain = re.sub(r"(:\d{2})\.\d+$", r"\1", plain)
    for pattern in DATE_FORMATS:
        try:
            day = dt.datetime.strptime(plain, pattern).date()
        except ValueError:
            continue
        first, last = SHORT_YEARS if "%y" in pattern else DAY_YEARS
        if pattern.startswith("%Y"):  # whoever writes ISO means the year that stands there
            return day
        if first <= day.year <= last:
            return day
        raise Unreadable(f"'{cell}' is not surely a day.", f"Check the year. {_NEXT_STEP}")
    raise _refusal(cell, plain)


def is_month_first(text: str) -> bool:
    """Whether a cell can only be read with the month before the day: ``02/13/2026``."""
    match = _SLASHES.fullmatch(plain_characters(text))
    return bool(match) and int(match[1]) <= 12 < int(match[2]) <= 31  # type: ignore[index]


def turned_day(texts: Iterable[str]) -> int | None:
    """Return the position of a cell that shows a column whose days a spreadsheet has turned.

    A spreadsheet set to month-first dates turns 05/03/2026 into the date 3 May and leaves
    13/02/2026, which it cannot read, as text: dates of days up to 12 beside texts of days above.
    """
    dates, beyond = 0, None
    for position, cell in enumerate(texts):
        plain = plain_characters(cell)
        if match := _ISO.fullmatch(plain):
            if int(match[3]) > 12:
                return None
            dates += 1
        elif (match := _SLASHES.fullmatch(plain)) and int(match[1]) > 12:
            beyond = position if beyond is None else beyond
    return beyond if dates else None


def day_first_doubt(texts: Iterable[str]) -> str | None:
    """Return a cell of a column whose days could all be months too: ``05/03/2026``, or ``None``."""
    doubtful = None
    for cell in filter(None, map(str.strip, texts)):
        match = _SLASHES.fullmatch(plain_characters(cell))
        if match is None or int(match[1]) > 12 or int(match[2]) > 12:
            return None
        if match[1] != match[2]:
            doubtful = doubtful or cell
    return doubtful


def days_and_months_changed(text: str) -> str:
    """Return a cell with its first two numbers changed about; as it is where it is no such date."""
    plain = plain_characters(text)
    match = _SLASHES.fullmatch(plain)
    if match is None:
        return text
    between = plain[match.end(1) : match.start(2)]
    return f"{match[2]}{between}{match[1]}{plain[match.end(2) :]}"


TURNED = (
    "the column holds dates of days up to 12 and, beside them, days above 12 as text such as "
    "'{cell}': a spreadsheet has turned day and month in some of them."
)
TURNED_NEXT_STEP = (
    "Take the file as it was first exported, or write every date in the column as 2026-01-21."
)


def _in_london(cell: str, plain: str) -> dt.date:
    try:
        moment = dt.datetime.fromisoformat(plain)
    except ValueError:
        raise _refusal(cell, plain) from None
    return moment.astimezone(ZoneInfo("Europe/London")).date()


def _refusal(cell: str, plain: str) -> Unreadable:
    if _DAY_NUMBER.fullmatch(plain):
        return Unreadable(
            f"'{cell}' is not a day; it may be a spreadsheet's day number.",
            "Format the cell as a date, or write 2026-01-21.",
        )
    if is_month_first(plain):
        return Unreadable(
            f"'{cell}' is not a day: it has the month before the day.",
            f"In such a file 03/04/2026 cannot be distinguished from 4 March. {_NEXT_STEP}",
        )
    return Unreadable(f"'{cell}' is not a day.", _NEXT_STEP)
