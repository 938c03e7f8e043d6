"""One value of a field, between what people write, what is held, and what is shown.

Held: text as text, dates as ISO text, money as whole pence, numbers as numbers, yes or no as true
or false, a role by its name; ``None`` is *no record*, never an empty word or a nought.
"""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal, InvalidOperation
from typing import Any

from beatwise.accountability import roles
from beatwise.accountability.registers.definition import Field
from beatwise.errors import BadInput


NO_RECORD = "no record"
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
_LARGEST_PENCE = 10**14
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")


def held(field: Field, given: Any) -> Any:
    """Return what is held for a given value; raise ``BadInput`` that names the field."""
    if given is None:
        return None
    if isinstance(given, str):
        given = given.replace("\r\n", "\n").strip()
        if given == "" or given.lower() == NO_RECORD:
            return None
        if any(ord(c) < 32 and c not in "\n\t" for c in given):
            raise _bad(field, "holds characters that cannot be printed", "Type it again.")
    return _READ[field.kind](field, given)


def shown(field: Field, value: Any) -> str:
    """Return the words for a held value."""
    if value is None:
        return NO_RECORD
    if field.kind == "date":
        day = dt.date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    if field.kind == "money":
        return f"{'-' if value < 0 else ''}£{abs(value) // 100:,}.{abs(value) % 100:02d}"
    if field.kind == "yes_no":
        return "Yes" if value else "No"
    if field.kind == "role":
        return roles.role(value).title
    if field.kind == "number":
        return f"{value:,}"
    return str(value)


def written(field: Field, value: Any) -> Any:
    """Return what goes into a file for a held value: a number where it is one, else words."""
    if value is None or field.kind == "number":
        return value
    if field.kind == "money":
        return value / 100
    if field.kind == "date":
        return value
    return shown(field, value)


def typed(field: Field, value: Any) -> Any:
    """Return what a form shows for a held value."""
    if value is None:
        return None
    return f"{Decimal(value) / 100:.2f}" if field.kind == "money" else value


def _text(field: Field, given: Any) -> str:
    words = _words(given)
    if field.longest and len(words) > field.longest:
        raise _bad(field, f"is longer than {field.longest:,} characters", "Shorten it.")
    if field.kind == "text" and "\n" in words:
        raise _bad(field, "takes one line", "Put it on one line.")
    return words


def _date(field: Field, given: Any) -> str:
    if isinstance(given, dt.datetime):
        given = given.date()
    if isinstance(given, dt.date):
        return given.isoformat()
    for form in _DATES:
        try:
            return dt.datetime.strptime(str(given), form).date().isoformat()
        except ValueError:
            continue
    raise _bad(field, f"'{given}' is not a date", "Write it as 2026-11-22 or 22/11/2026.")


def _number(field: Field, given: Any) -> int | float:
    number = _decimal(field, given)
    value = float(number)
    if not math.isfinite(value) or abs(value) > 1e15:
        raise _bad(field, f"'{given}' is out of range", "Give a smaller number.")
    return int(number) if number == number.to_integral_value() else value


def _money(field: Field, given: Any) -> int:
    # A sheet's 0.1 + 0.2 is 0.30000000000000004: beyond a millionth is no part of a penny.
    pence = round(_decimal(field, given), 6) * 100
    if not pence.is_finite() or abs(pence) > _LARGEST_PENCE:
        raise _bad(field, f"'{given}' is out of range", "Give a smaller amount.")
    if pence != pence.to_integral_value():
        raise _bad(field, f"'{given}' has parts of a penny", "Give pounds and pence.")
    return int(pence)


def _decimal(field: Field, given: Any) -> Decimal:
    if isinstance(given, bool):
        raise _bad(field, "is not a number", "Give a number.")
    words = str(given).replace("£", "").replace(",", "").strip()
    try:
        number = Decimal(words)
    except InvalidOperation:
        raise _bad(field, f"'{given}' is not a number", "Give a number.") from None
    if not number.is_finite() or number.adjusted() > 20 or len(number.as_tuple().digits) > 40:
        raise _bad(field, f"'{given}' is out of range", "Give a smaller number.")
    return number


def _choice(field: Field, given: Any) -> str:
    for choice in field.choices:
        if choice.lower() == _words(given).lower():
            return choice
    raise _bad(field, f"'{given}' is not a choice", f"Choose one of: {', '.join(field.choices)}.")


def _yes_no(field: Field, given: Any) -> bool:
    if isinstance(given, bool):
        return given
    words = _words(given).lower()
    if words not in _YES | _NO:
        raise _bad(field, f"'{given}' is neither yes nor no", "Write Yes or No.")
    return words in _YES


def _role(field: Field, given: Any) -> str:
    for role in roles.table().values():
        if _words(given).lower() in (role.name.lower(), role.title.lower()):
            return role.name
    titles = ", ".join(title for _, title in roles.choices())
    raise _bad(field, f"'{given}' is not a role", f"Choose one of: {titles}.")


def _words(given: Any) -> str:
    """Return text as text; whole numbers from a sheet without a decimal point."""
    if isinstance(given, float) and given.is_integer():
        return str(int(given))
    if isinstance(given, dt.datetime | dt.date):
        return given.isoformat()[:10]
    return str(given)


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
