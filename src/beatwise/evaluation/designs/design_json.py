"""A design as the tables of a protocol, and back."""

from __future__ import annotations

from collections.abc import Callable

from beatwise.errors import BadInput
from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.designs.patrol_days_json import as_json as days_as_json
from beatwise.evaluation.designs.patrol_days_json import from_json as days_from_json
from beatwise.evaluation.designs.side_by_side import SideBySide
from beatwise.evaluation.designs.stepped import Stepped
from beatwise.evaluation.designs.study_design import Design
from beatwise.evaluation.document_table import Table


READERS: dict[str, Callable[[Table], Design]] = {
    "parallel": lambda tables: SideBySide(),
    "stepped": lambda tables: Stepped(),
    "crossover": lambda tables: Crossover(days_from_json(tables["crossover"])),
}
NAMES: dict[type[Design], str] = {
    SideBySide: "parallel",
    Stepped: "stepped",
    Crossover: "crossover",
}


def name_of(design: Design) -> str:
    """Return the kind of a design as a protocol names it."""
    return NAMES[type(design)]


def as_json(design: Design) -> dict[str, object]:
    """Return the tables that only a protocol of this design has."""
    return {"crossover": days_as_json(design.days)} if isinstance(design, Crossover) else {}


def from_json(kind: str, tables: Table, place: str) -> Design:
    """Read a design of this kind from the tables of a protocol.

    Raises ``BadInput`` for an unknown kind, ``KeyError`` for a table that is missing.
    """
    if kind not in READERS:
        raise unknown_kind(kind, place)
    return READERS[kind](tables)


def unknown_kind(kind: str, place: str) -> BadInput:
    """Return the error of a kind that is none."""
    return BadInput(
        f"the kind '{kind}' is unknown.", place=place, next_step=f"Use {', '.join(READERS)}."
    )
