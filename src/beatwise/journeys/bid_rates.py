"""The rates of a bid for developer contributions: recorded crime for 1,000 residents, in a year.

Crime alone: anti-social behaviour is incidents, and the two are never added. Residents are a table
that the caller gives, for a workspace holds none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.accountability.tables.computed import OFFENCES, Query
from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput, MissingData
from beatwise.journeys.compute_measures import Computed, compute
from beatwise.journeys.home_forces.home_ground import force_ground, home_months
from beatwise.records.crime_types import ASB, CATEGORIES
from beatwise.sources.spreadsheets import read_sheet


if TYPE_CHECKING:
    from beatwise.store.workspace import Workspace

MONTHS = 12
COLUMNS = ("area", "residents")


@dataclass(frozen=True, slots=True)
class BidRates:
    """Crimes a year for 1,000 residents: around the site, and in all areas of the layer together.

    ``source`` says the counts, the months and the tables, in words.
    """

    local: Fraction
    area: Fraction
    months: MonthRange
    source: str


def bid_rates(workspace: Workspace, layer: str, around: str, residents: Path) -> BidRates:
    """Return the rates of the last twelve months that were gathered.

    Parameters
    ----------
    layer
        The gathered layer of areas; all of its areas on gathered ground are the whole area.
    around
        The area in which the site lies, by its label.
    residents
        A table (CSV, ODS, XLSX) with the columns ``area`` and ``residents``.

    Raises
    ------
    MissingData
        When twelve months were not gathered whole, or the layer or an area's residents are missing.
    BadInput
        For a table of residents that cannot be read, with its row.
    """
    forces = _home_forces(workspace, layer)
    months = _last_year(workspace, forces)
    kinds = tuple(kind for kind in CATEGORIES if kind != ASB)
    (counted,) = compute(workspace, [Query("bid", OFFENCES, kinds, layer)], months=months)
    people = read_residents(residents)
    crimes = _by_area(counted)
    for name in (around, *crimes):
        if name not in crimes:
            raise MissingData(f"the layer {layer} counts no area '{name}'.",
                              next_step=f"Use {', '.join(sorted(crimes)[:6])}.")  # fmt: skip
        if name not in people:
            raise MissingData(f"the table has no residents of '{name}'.", place=residents.name,
                              next_step="Add its row.")  # fmt: skip
    every = Fraction(1000 * sum(crimes.values()), sum(people[name] for name in crimes))
    mark = hashlib.sha256(residents.read_bytes()).hexdigest()[:12]
    source = (
        f"Recorded crime without ASB, {months.words}, {around} in {len(crimes)} areas of {layer}; "
        f"residents: {residents.name[:40]} (SHA-256 {mark})"
    )
    return BidRates(Fraction(1000 * crimes[around], people[around]), every, months, source)


def read_residents(file: Path) -> Mapping[str, int]:
    """Return the residents of each area of a table of any kind; raise ``BadInput`` with the row."""
    sheet = read_sheet(file)
    people: dict[str, int] = {}
    for at, cells in enumerate(zip(*(sheet.column(name) for name in COLUMNS), strict=True)):
        name, words = (str(cell).strip() for cell in cells)
        digits = words.replace(",", "")
        if not digits.isdecimal() or int(digits) == 0 or not name or name in people:
            raise BadInput(f"'{words}' residents of '{name}' is not one area and its number.",
                           place=sheet.place(at),
                           next_step="Give each area once, with a whole number.")  # fmt: skip
        people[name] = int(digits)
    return people


def _home_forces(workspace: Workspace, layer: str) -> tuple[str, ...]:
    """Return the forces on whose ground a layer's areas lie: another's gap is none of theirs."""
    ground = force_ground(workspace)
    homes = {ground.of(area.geometry).home for area in workspace.areas(layer)}
    return tuple(sorted(home for home in homes if home is not None)) or tuple(workspace.forces())


def _last_year(workspace: Workspace, forces: Sequence[str]) -> MonthRange:
    """Return the last twelve months of these forces; raise ``MissingData`` where one is missing."""
    own = {force: set(home_months(workspace, [force])) for force in forces}
    last = min((max(months) for months in own.values() if months), default=None)
    if last is None:
        raise MissingData("no month has been gathered.", place=str(workspace.path),
                          next_step="Gather: beatwise gather police-uk FOLDER")  # fmt: skip
    year = MonthRange(Month(last - MONTHS + 1), Month(last))
    for force, months in own.items():
        for month in year:
            if month.number not in months:
                raise MissingData(
                    f"{force} {month} was not gathered, so that the year has a gap.",
                    place=str(workspace.path),
                    next_step="Gather it: a year with a gap gives no rate.",
                )
    return year


def _by_area(counted: Computed) -> dict[str, int]:
    crimes: dict[str, int] = {}
    for row in counted.rows:
        crimes[row["area"]] = crimes.get(row["area"], 0) + int(row["value"])
    return crimes
