"""Developer agreements (section 106) as the three tables of the planning data standard, and back.

An agreement binds a developer to contributions, and transactions say what has come of each:
secured, received, allocated, transferred, spent or returned. Amounts are whole pence inside and
pounds in the files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from beatwise.accountability.standards.declared_fields import Standard, StandardField, standard
from beatwise.cell_text import Unreadable, day_of, heading_key, number_of
from beatwise.errors import BadInput


NAME = "developer-agreements"
AGREEMENTS, CONTRIBUTIONS, TRANSACTIONS = (
    "developer-agreement", "developer-agreement-contribution", "developer-agreement-transaction",
)  # fmt: skip
TABLES = (AGREEMENTS, CONTRIBUTIONS, TRANSACTIONS)
SECURED, RECEIVED, SPENT, RETURNED = "secured", "received", "spent", "returned"
POLICE = "policing"
TableRow = Mapping[str, object]  # by the standard's field: text, day, pence (amount), or None


@dataclass(frozen=True, slots=True)
class FileRows:
    """The rows of a file, its headings beside the standard's, and each cell that is wrong."""

    rows: tuple[TableRow, ...]
    other_headings: tuple[str, ...]
    faults: tuple[BadInput, ...] = ()


def cells(table: str, rows: Iterable[TableRow]) -> list[list[object]]:
    """Return the headings of a table and its rows as they stand in a CSV file.

    Every column of the standard is there, in its order, ``None`` where nothing is known.
    """
    fields = _fields(table)
    return [list(fields), *([_cell(fields[f], row.get(f)) for f in fields] for row in rows)]


def read(table: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> FileRows:
    """Return the rows of a file, held against the standard's fields, with every wrong cell.

    Raises ``BadInput`` for a column that must be there, or stands twice.
    """
    fields, columns = _fields(table), _columns(table, heads)
    missing = [f.name for f in fields.values() if f.required and f.name not in columns.values()]
    if missing:
        raise BadInput(
            f"the file has no column '{missing[0]}'.", place="row 1",
            next_step=f"The columns are: {', '.join(fields)}.",
        )  # fmt: skip
    values: list[TableRow] = []
    faults: list[BadInput] = []
    for number, row in enumerate(rows, 2):
        if not any(cell not in (None, "") for cell in row):
            continue
        of_row: dict[str, object] = {}
        for at, name in columns.items():
            try:
                of_row[name] = _value(fields[name], row[at] if at < len(row) else None, number)
            except BadInput as fault:
                faults.append(fault)
        faults += _of_another_purpose(of_row, number)
        values.append(of_row)
    others = tuple(head for at, head in enumerate(heads) if at not in columns and head.strip())
    return FileRows(tuple(values), others, tuple(faults))


def _of_another_purpose(row: TableRow, number: int) -> Iterator[BadInput]:
    """Yield a fault for a contribution to schools or roads: a council's own file has every kind."""
    purpose = str(row.get("contribution-purpose") or POLICE)
    if not purpose.lower().startswith("polic"):
        yield BadInput(
            f"'{purpose}' is not for policing.",
            place=f"row {number}, contribution-purpose",
            next_step=f"Leave the row out, or write '{POLICE}'.",
        )


def check_links(agreements: FileRows, contributions: FileRows, transactions: FileRows) -> None:
    """Raise ``BadInput`` at a contribution or transaction whose agreement is in no file."""
    for above, below, link in (
        (agreements, contributions, AGREEMENTS), (contributions, transactions, CONTRIBUTIONS),
    ):  # fmt: skip
        known = {row["reference"] for row in above.rows}
        for at, row in enumerate(below.rows, 2):
            if row[link] not in known:
                raise BadInput(
                    f"'{row[link]}' is no {link} of the other file.",
                    place=f"row {at}, {link}", next_step="Send the files of one day together.",
                )  # fmt: skip


def _fields(table: str) -> Mapping[str, StandardField]:
    return declared().objects[table]


def declared() -> Standard:
    """Return the standard's declared fields."""
    return standard(NAME)


def _columns(table: str, heads: Sequence[str]) -> dict[int, str]:
    names = {heading_key(name): name for name in _fields(table)}
    columns: dict[int, str] = {}
    for at, head in enumerate(heads):
        name = names.get(heading_key(str(head)))
        if name in columns.values():
            raise BadInput(f"the column '{head}' stands twice.", place="row 1",
                           next_step="Leave one of the two out.")  # fmt: skip
        if name is not None:
            columns[at] = name
    return columns


def _cell(field: StandardField, value: object) -> object:
    if value is None or value == "":
        return None
    if field.name == "amount" and isinstance(value, int):
        return value // 100 if value % 100 == 0 else f"{Decimal(value) / 100:.2f}"
    return value.isoformat() if isinstance(value, dt.date) else value


def _value(field: StandardField, cell: object, row: int) -> object:
    words = "" if cell is None else str(cell).strip()
    place = f"row {row}, {field.name}"
    if not words:
        if field.required:
            raise BadInput(f"{field.name} is missing.", place=place, next_step="Fill it in.")
        return None
    try:
        if field.kind == "day":
            return day_of(words)
        if field.kind == "number":
            return _number(field, number_of(words))
    except Unreadable as error:
        raise BadInput(error.message, place=place, next_step=error.next_step) from None
    if field.choices and words.lower() not in field.choices:
        raise BadInput(f"'{words}' is no {field.name}.", place=place,
                       next_step=f"Use one of: {', '.join(field.choices)}.")  # fmt: skip
    return words.lower() if field.choices else words


def _number(field: StandardField, number: Decimal | None) -> object:
    if number is None or field.name != "amount":
        return None if number is None else (int(number) if number % 1 == 0 else float(number))
    if number * 100 % 1:
        raise Unreadable(f"'{number}' has parts of a penny.", "Round it to whole pence.")
    return int(number * 100)
