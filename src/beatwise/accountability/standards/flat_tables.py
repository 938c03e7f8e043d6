"""Objects of a standard as rows of a spreadsheet and back, column by column, with nothing lost.

A column is headed by the titles of the fields that lead to its value, divided by colons:
``Recipient Org:Name``. The second and later objects of a list are numbered from 1
(``Recipient Org:1:Name``), the first one too (``:0:``) where any row has a second. A sheet's own
columns beside the standard's are no fault: they are named, and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from beatwise.accountability.standards.declared_fields import Standard, StandardField
from beatwise.cell_text import Unreadable, heading_key, number_of
from beatwise.errors import BadInput


Path = tuple[str | int, ...]  # names of fields and places in lists
Cell = str | int | float | None
COLON = ":"


def flattened(
    of: Standard, objects: Sequence[Mapping[str, object]]
) -> tuple[list[str], list[list[Cell]]]:
    """Return the headings and rows of objects, columns in the standard's order.

    Raises ``BadInput`` for a field that the standard does not know: it has no column.
    """
    leaves = [dict(_leaves(of, of.rows, each, ())) for each in objects]
    paths = sorted({path for row in leaves for path in row}, key=lambda path: _order(of, path))
    several = {_lists(path) for path in paths if any(isinstance(p, int) and p for p in path)}
    numbered = {part for parts in several for part in parts}
    heads = [_heading(of, path, numbered) for path in paths]
    return heads, [[row.get(path) for path in paths] for row in leaves]


@dataclass(frozen=True, slots=True)
class SheetObjects:
    """The objects of a sheet, each with the number of its row, and what beside them stands in it.

    The first row below the headings is row 2. A cell that is no value of its field's kind stands
    as its text, so that ``declared_fields.faults`` names it; ``other_headings`` are those that the
    standard does not know.
    """

    objects: tuple[dict[str, object], ...]
    rows: tuple[int, ...]
    other_headings: tuple[str, ...]


def unflattened(of: Standard, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> SheetObjects:
    """Return the object of each row that holds anything.

    Raises ``BadInput`` for a heading that stands for several columns.
    """
    paths = [_path(of, head) for head in heads]
    others = [head for head, path in zip(heads, paths, strict=True) if head.strip() and not path]
    by_row = [
        (at, _object(paths, row))
        for at, row in enumerate(rows, 2)
        if any(cell not in (None, "") for cell in row)
    ]
    return SheetObjects(
        tuple(each for _, each in by_row), tuple(at for at, _ in by_row), tuple(others)
    )


def _leaves(
    of: Standard, kind: str, value: Mapping[str, object], path: Path
) -> Iterator[tuple[Path, Cell]]:
    for name, inner in value.items():
        field = of.objects[kind].get(name)
        if field is None:
            raise BadInput(
                f"{of.title} has no field '{name}' in {kind}.", place=name,
                next_step="Leave it out, or publish the file as JSON.",
            )  # fmt: skip
        parts = enumerate(inner) if isinstance(inner, list) else [(None, inner)]
        for at, part in parts:
            here = (*path, name) if at is None else (*path, name, at)
            if isinstance(part, Mapping):
                yield from _leaves(of, field.kind, part, here)
            elif part is not None:
                yield here, _cell(part)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, str | int | float) else str(value)


def _order(of: Standard, path: Path) -> tuple[int, ...]:
    """Return where a column stands: by the order of fields, and by place within lists."""
    order, kind = [], of.rows
    for part in path:
        if isinstance(part, int):
            order.append(part)
        else:
            fields = of.objects[kind]
            order.append(list(fields).index(part))
            kind = fields[part].kind
    return tuple(order)


def _lists(path: Path) -> tuple[Path, ...]:
    """Return the lists along a path that it is not the first of, without the places before."""
    return tuple(
        _plain(path[:at]) for at, part in enumerate(path) if isinstance(part, int) and part
    )


def _plain(path: Path) -> Path:
    return tuple(part for part in path if isinstance(part, str))


def _heading(of: Standard, path: Path, numbered: set[Path]) -> str:
    words, kind = [], of.rows
    for at, part in enumerate(path):
        if isinstance(part, int):
            if _plain(path[:at]) in numbered:
                words.append(str(part))
        else:
            field = of.objects[kind][part]
            words.append(field.title)
            kind = field.kind
    return COLON.join(words)


def _path(of: Standard, head: str) -> tuple[Path, StandardField] | None:
    """Return where a column's values stand; a path of a JSON pointer (``a/0/b``) is one too."""
    parts = [part.strip() for part in head.replace("/", COLON).split(COLON)]
    kind = of.rows
    path: list[str | int] = []
    field: StandardField | None = None
    while parts:
        word = parts.pop(0)
        field = _by_title(of.objects.get(kind, {}), word)
        if field is None:
            return None
        path.append(field.name)
        if field.many:
            path.append(int(parts.pop(0)) if parts and parts[0].isdecimal() else 0)
        kind = field.kind
    if field is None or not field.simple:
        raise BadInput(f"'{head}' is not one column.", place=f"row 1, {head}",
                       next_step="Name the field within it.")  # fmt: skip
    return tuple(path), field


def _by_title(fields: Mapping[str, StandardField], word: str) -> StandardField | None:
    key = heading_key(word)
    return next((f for f in fields.values() if key in (heading_key(f.title), heading_key(f.name))),
                None)  # fmt: skip


def _object(
    paths: Sequence[tuple[Path, StandardField] | None], row: Sequence[Cell]
) -> dict[str, object]:
    result: dict[str, object] = {}
    for known, cell in zip(paths, row, strict=False):
        if known is not None and cell not in (None, ""):
            path, field = known
            _put(result, path, _value(field, cell))
    return _without_gaps(result)  # type: ignore[return-value]


def _value(field: StandardField, cell: Cell) -> object:
    if field.kind in ("number", "zero or more", "whole"):
        try:
            number = number_of(cell) if isinstance(cell, str) else Decimal(str(cell))
        except Unreadable:
            return cell
        return _plain_number(number)
    if field.kind == "flag":
        return str(cell).strip().lower() in ("true", "yes", "1")
    return str(cell)


def _plain_number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _put(result: dict[str, object], path: Path, value: object) -> None:
    """Set a value at a path; lists are held by their places until the row is read."""
    here: dict = result
    for part in path[:-1]:
        here = here.setdefault(part, {})
    here[path[-1]] = value


def _without_gaps(value: object) -> object:
    """Return objects with their lists as lists, empty places between left out."""
    if not isinstance(value, dict):
        return value
    inner = {key: _without_gaps(part) for key, part in value.items()}
    if inner and all(isinstance(key, int) for key in inner):
        return [inner[key] for key in sorted(inner)]
    return inner
