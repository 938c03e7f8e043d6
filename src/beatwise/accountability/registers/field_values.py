"""One value of a field, between what people enter, what a record holds, and what a page shows.

A record holds text as text, dates as ISO text, money as whole pence, numbers as numbers, yes or no
as true or false, a role by its name; ``None`` is *no record*, never an empty word or a zero.
"""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

from beatwise.accountability import roles
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text import Unreadable, day_of, number_of
from beatwise.cell_text.number_text import as_text, thousands_doubt
from beatwise.errors import BadInput


FieldValue = str | int | float | bool | None
NO_RECORD = "no record"
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
_LARGEST_PENCE = 10**14


def record_value(field: Field, entry: object) -> FieldValue:
    """Return what a record holds for an entry; raise ``BadInput`` that names the field."""
    if entry is None:
        return None
    if isinstance(entry, str):
        entry = entry.replace("\r\n", "\n").strip()
        if entry == "" or entry.lower() == NO_RECORD:
            return None
        if any(ord(c) < 32 and c not in "\n\t" for c in entry):
            raise _bad(field, "holds characters that cannot be printed", "Type it again.")
    return _READ[field.kind](field, entry)


def display_text(field: Field, value: FieldValue) -> str:
    """Return the words for a record's value."""
    if value is None:
        return NO_RECORD
    if field.kind == "date":
        day = dt.date.fromisoformat(str(value))
        return f"{day.day} {day:%B %Y}"
    if field.kind == "money":
        pence = int(value)
        return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"
    if field.kind == "yes_no":
        return "Yes" if value else "No"
    if field.kind == "role":
        return roles.role(str(value)).title
    if field.kind == "number":
        return f"{value:,}"
    return str(value)


def file_value(field: Field, value: FieldValue) -> FieldValue:
    """Return what goes into a file for a record's value: a number where it is one, else words."""
    if value is None or field.kind == "number":
        return value
    if field.kind == "money":
        return int(value) / 100
    if field.kind == "date":
        return value
    return display_text(field, value)


def form_value(field: Field, value: FieldValue) -> FieldValue:
    """Return what a form shows for a record's value."""
    if value is None:
        return None
    return f"{Decimal(value) / 100:.2f}" if field.kind == "money" else value


def _text(field: Field, entry: object) -> str:
    words = _words(entry)
    if field.longest and len(words) > field.longest:
        raise _bad(field, f"is longer than {field.longest:,} characters", "Shorten it.")
    if field.kind == "text" and "\n" in words:
        raise _bad(field, "takes one line", "Put it on one line.")
    return words


def _date(field: Field, entry: object) -> str:
    if isinstance(entry, dt.datetime):
        entry = entry.date()
    if isinstance(entry, dt.date):
        return entry.isoformat()
    try:
        day = day_of(str(entry))
    except Unreadable as error:
        raise _bad(field, error.message.removesuffix("."), error.next_step) from None
    if day is None:
        raise _bad(field, f"'{entry}' is not a date", "Write it as 2026-11-22 or 22/11/2026.")
    return day.isoformat()


def _number(field: Field, entry: object) -> int | float:
    number = _decimal(field, entry)
    value = float(number)
    if not math.isfinite(value) or abs(value) > 1e15:
        raise _bad(field, f"'{entry}' is out of range", "Give a smaller number.")
    return int(number) if number == number.to_integral_value() else value


def _money(field: Field, entry: object) -> int:
    # A sheet's 0.1 + 0.2 is 0.30000000000000004: beyond a millionth is no part of a penny.
    pence = round(_decimal(field, entry), 6) * 100
    if not pence.is_finite() or abs(pence) > _LARGEST_PENCE:
        raise _bad(field, f"'{entry}' is out of range", "Give a smaller amount.")
    if pence != pence.to_integral_value():
        raise _bad(field, f"'{entry}' has parts of a penny", "Give pounds and pence.")
    return int(pence)


def _decimal(field: Field, entry: object) -> Decimal:
    if isinstance(entry, bool):
        raise _bad(field, "is not a number", "Give a number.")
    words = as_text(entry) if isinstance(entry, float) else str(entry)
    try:
        number = number_of(words)
    except Unreadable as error:
        raise _bad(field, error.message.removesuffix("."), error.next_step) from None
    if number is None:
        raise _bad(field, f"'{entry}' is not a number", "Give a number.")
    if field.kind == "money" and isinstance(entry, str) and thousands_doubt(words):
        raise _bad(field, f"'{entry}' has parts of a penny", "Give pounds and pence.")
    if not number.is_finite() or number.adjusted() > 20 or len(number.as_tuple().digits) > 40:
        raise _bad(field, f"'{entry}' is out of range", "Give a smaller number.")
    return number


def _choice(field: Field, entry: object) -> str:
    for choice in field.choices:
        if choice.lower() == _words(entry).lower():
            return choice
    raise _bad(field, f"'{entry}' is not a choice", f"Choose one of: {', '.join(field.choices)}.")


def _yes_no(field: Field, entry: object) -> bool:
    if isinstance(entry, bool):
        return entry
    words = _words(entry).lower()
    if words not in _YES | _NO:
        raise _bad(field, f"'{entry}' is neither yes nor no", "Write Yes or No.")
    return words in _YES


def _role(field: Field, entry: object) -> str:
    for role in roles.table().values():
        if _words(entry).lower() in (role.name.lower(), role.title.lower()):
            return role.name
    titles = ", ".join(title for _, title in roles.choices())
    raise _bad(field, f"'{entry}' is not a role", f"Choose one of: {titles}.")


def _words(entry: object) -> str:
    """Return text as text; whole numbers from a sheet without a decimal point."""
    if isinstance(entry, float) and entry.is_integer():
        return str(int(entry))
    if isinstance(entry, dt.datetime | dt.date):
        return entry.isoformat()[:10]
    return str(entry)


def _bad(field: Field, words: str, next_step: str) -> BadInput:
    return BadInput(
        f"{field.label} {words}." if not words.startswith("'") else f"{field.label}: {words}.",
        place=field.name,
        next_step=next_step,
    )


_READ = {
    "text": _text,
    "long": _text,
    "date": _date,
    "number": _number,
    "money": _money,
    "choice": _choice,
    "yes_no": _yes_no,
    "role": _role,
}
