"""Checks as documents: which tables are checked for what, in a TOML file that anyone can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import cast

from beatwise import data
from beatwise.accountability.reconcile.checks import (
    Check,
    ContradictionCheck,
    DatesCheck,
    DirectionCheck,
    FormulaCheck,
    SeatsCheck,
    TotalsCheck,
)
from beatwise.accountability.reconcile.formula import parse as parse_formula
from beatwise.errors import BadInput, MissingData
from beatwise.fields import document


KINDS: dict[str, type] = {
    "formulas": FormulaCheck,
    "totals": TotalsCheck,
    "directions": DirectionCheck,
    "dates": DatesCheck,
    "seats": SeatsCheck,
    "contradictions": ContradictionCheck,
}


@dataclass(frozen=True, slots=True)
class TableChecks:
    """What one table is checked for, and the column that names its rows."""

    table: str
    label: str
    checks: tuple[Check, ...]


def names() -> list[str]:
    """Return the names of the check files that come with Beatwise."""
    return data.names("printed")


def load(name: str) -> tuple[TableChecks, ...]:
    """Load a check file that comes with Beatwise; raise ``MissingData`` when there is none."""
    if name not in names():
        raise MissingData(
            "there is no such file of checks.",
            place=name,
            next_step=f"Use one of: {', '.join(names()) or 'none so far'}.",
        )
    return parse(data.text("printed", f"{name}.toml"), place=f"{name}.toml")


def parse(text: str, *, place: str) -> tuple[TableChecks, ...]:
    """Read checks from the text of a TOML file.

    Raises ``BadInput``, naming ``place`` and the table, for a field or formula that is not known.
    """
    with document(text, place, decimals=False) as content:
        content.exactly("format", 1)
        return content.each("table", lambda table: of_table(table.data, place))


def of_table(row: Mapping[str, object], place: str) -> TableChecks:
    """Read the checks of one table from its entry; raise ``BadInput`` as ``parse`` does."""
    name = str(row.get("name", ""))
    where = f"{place}, {name or 'a table without a name'}"
    unknown = sorted(set(row) - {"name", "label", *KINDS})
    if not name or unknown:
        raise BadInput(
            f"{unknown[0] if unknown else 'name'} is unknown or missing.",
            place=where,
            next_step=f"A table has name, label, and lists of: {', '.join(KINDS)}.",
        )
    checks = [_check(KINDS[kind], each, where) for kind in KINDS for each in _entries(row, kind)]
    return TableChecks(name, str(row.get("label", "")), tuple(checks))


def _entries(row: Mapping[str, object], kind: str) -> list[Mapping[str, object] | str]:
    return cast("list[Mapping[str, object] | str]", row.get(kind, []))


def _check(kind: type, row: Mapping[str, object] | str, place: str) -> Check:
    arguments = {"formula": row} if isinstance(row, str) else dict(row)
    allowed = {field.name for field in fields(kind)}
    if unknown := sorted(set(arguments) - allowed):
        raise BadInput(f"'{unknown[0]}' is not known here.", place=place)
    try:
        check: Check = kind(
            **{k: tuple(v) if isinstance(v, list) else v for k, v in arguments.items()}
        )
    except TypeError as error:
        raise BadInput(f"a check is not whole ({error}).", place=place) from error
    if isinstance(check, FormulaCheck):
        parse_formula(check.formula)
    return check
