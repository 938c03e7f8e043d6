"""One value of a field, between what people enter, what a record holds, and what a page shows.

A record holds text as text, dates as ISO text, money as whole pence, numbers as numbers, yes or no
as true or false, a role by its name, a link as the number of the record it leads to, a table of
lines as a list of them; ``None`` is *no record*, never an empty word or a zero.

In one cell of a file a table stands line by line, its columns divided by bars:
``Youth worker | 24 | 15.00``.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from decimal import Decimal

from beatwise.accountability import roles
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text import Unreadable, day_of, number_of
from beatwise.cell_text.number_text import as_text, thousands_doubt
from beatwise.errors import BadInput


Cell = str | int | float | bool | None
Line = dict[str, Cell]
FieldValue = Cell | list[Line]
NO_RECORD = "no record"
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
_LARGEST_PENCE = 10**14
MOST_LINES = 200
BAR = "|"


def record_value(field: Field, entry: object) -> FieldValue:
    """Return what a record holds for an entry; raise ``BadInput`` that names the field."""
    if entry is None:
        return None
    if field.kind == "lines":
        return _lines(field, entry)
    return cell_value(field, entry)


def cell_value(field: Field, entry: object) -> Cell:
    """Return what one cell holds: a field that is no table, or a column of a line."""
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
    if isinstance(value, list):
        return "\n".join(_line_text(field, line) for line in value)
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


def file_value(field: Field, value: FieldValue) -> Cell:
    """Return what goes into a file for a record's value: a number where it is one, else words."""
    if value is None or isinstance(value, list):
        return None if not value else display_text(field, value)
    if field.kind in ("number", "link"):
        return value
    if field.kind == "money":
        return int(value) / 100
    if field.kind == "date":
        return value
    return display_text(field, value)


def form_value(field: Field, value: FieldValue) -> FieldValue:
    """Return what a form shows for a record's value."""
    if value is None or isinstance(value, list):
        return value
    return f"{Decimal(value) / 100:.2f}" if field.kind == "money" else value


def filled_columns(field: Field) -> tuple[Field, ...]:
    """Return the columns of a table that people fill in; the others are worked out."""
    return tuple(column for column in field.columns if not column.computed)


def _lines(field: Field, entry: object) -> list[Line] | None:
    """Return the lines of a table: given as such, or in the words of one cell."""
    if isinstance(entry, str):
        rows = [row for row in entry.replace("\r\n", "\n").split("\n") if row.strip()]
        if not rows or entry.strip().lower() == NO_RECORD:
            return None
        entry = [_split(field, row, at) for at, row in enumerate(rows, 1)]
    if not isinstance(entry, list) or not all(isinstance(line, Mapping) for line in entry):
        raise _bad(field, "is not a table of lines", "Give a list of lines, each by its columns.")
    if len(entry) > MOST_LINES:
        raise _bad(field, f"has more than {MOST_LINES} lines", "Divide it between two records.")
    lines = [_line(field, line, at) for at, line in enumerate(entry, 1)]
    return [line for line in lines if any(cell is not None for cell in line.values())] or None


def _line(field: Field, entry: Mapping[str, object], at: int) -> Line:
    columns = {column.name: column for column in filled_columns(field)}
    computed = {column.name for column in field.columns} - set(columns)
    if unknown := [name for name in entry if name not in columns and name not in computed]:
        raise _bad(
            field,
            f"has no column '{unknown[0]}' (line {at})",
            f"Its columns are: {', '.join(columns)}.",
        )
    line: Line = {}
    for name, column in columns.items():
        try:
            line[name] = cell_value(column, entry.get(name))
        except BadInput as error:
            raise _line_fault(field, at, error) from None
        if isinstance(cell := line[name], str) and BAR in cell:
            raise _bad(field, f"has a {BAR} in line {at}", f"Write it without the {BAR}.")
    missing = [c.label for c in columns.values() if c.required and line[c.name] is None]
    if missing and any(cell is not None for cell in line.values()):
        raise _bad(field, f"has no {missing[0]} in line {at}", "Fill it in, or empty the line.")
    return line


def _split(field: Field, row: str, at: int) -> dict[str, str]:
    columns, cells = filled_columns(field), [cell.strip() for cell in row.split(BAR)]
    if len(cells) == len(field.columns):
        columns = field.columns  # as it was exported, what is worked out among the rest
    if len(cells) != len(columns):
        labels = f" {BAR} ".join(column.label for column in columns)
        raise _bad(
            field,
            f"has {len(cells)} columns in line {at}, and not {len(columns)}",
            f"Write each line as: {labels}.",
        )
    return {column.name: cell for column, cell in zip(columns, cells, strict=True)}


def _line_text(field: Field, line: Line) -> str:
    return f" {BAR} ".join(
        "" if (cell := line.get(column.name)) is None else _cell_text(column, cell)
        for column in field.columns
    )


def _cell_text(column: Field, cell: Cell) -> str:
    """Return a cell of a line as it stands in a file, so that it can be read again."""
    if column.kind == "money" and cell is not None:
        return f"{Decimal(cell) / 100:.2f}"
    return str(cell) if column.kind in ("number", "date") else display_text(column, cell)


def _line_fault(field: Field, at: int, error: BadInput) -> BadInput:
    words = f"{field.label}, line {at}: {error.message}"
    return BadInput(words, place=field.name, next_step=error.next_step)


def _text(field: Field, entry: object) -> str:
    words = _words(entry)
    if field.longest and len(words) > field.longest:
        raise _bad(field, f"is longer than {field.longest:,} characters", "Shorten it.")
    if field.kind == "text" and "\n" in words:
        raise _bad(field, "takes one line", "Put it on one line.")
    return words


def _link(field: Field, entry: object) -> int:
    """Return the number of the record that a link leads to: ``12``, or ``12: its heading``."""
    try:
        number = None if isinstance(entry, bool) else number_of(_words(entry).partition(":")[0])
    except Unreadable:
        number = None
    if number is None or number != number.to_integral_value() or not 0 < number < 2**31:
        raise _bad(field, f"'{entry}' is not the number of a record", "Give its number.")
    return int(number)


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
    "link": _link,
}
