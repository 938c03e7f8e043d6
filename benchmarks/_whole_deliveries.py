"""Deliveries of an invented county's files, whole: what is broken later, and counted after that.

The towns of a simulated county belong to two forces, and the last to a third that nobody delivers.
"""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import shapely

from beatwise.simulation import county_tables
from beatwise.simulation.county import county
from beatwise.simulation.spec import CountySpec


HOME = ("millshire", "millshire", "northshire", "eastshire")  # of each town, in order
FORCES = {"millshire": "E23000901", "northshire": "E23000902", "eastshire": "E23000903"}
GATHERED = ("millshire", "northshire")
BTP = "btp"
COUNTIES = 5  # made once and used again: making one takes longer than gathering it


@dataclass(frozen=True, slots=True)
class Town:
    """A town: its name, its outline in metres, and the force on whose ground it lies."""

    label: str
    shape: shapely.Geometry
    force: str


@dataclass(slots=True)
class Delivery:
    """What is delivered: the files by force and month number, the areas, and in which order.

    Columns of a file: ``crime_id`` (None for ASB), ``type``, ``x``, ``y`` (NaN where lost),
    ``lsoa``, ``location``. ``severe`` are the months cut too far to be missed, ``blank``
    those with a first line only, by force. ``spoilt`` are files whose bytes are cut within a row;
    ``left_out`` the types that a force's files lack altogether; ``old_names`` are the towns' names
    as they were gathered before one was renamed.
    """

    towns: list[Town]
    months: list[int]
    files: dict[tuple[str, int], pd.DataFrame]
    boundaries: bool = False
    areas_first: bool = False
    boundaries_last: bool = False
    batches: int = 1
    again: bool = False
    recoded: bool = False
    severe: set[tuple[str, int]] = field(default_factory=set)
    blank: set[tuple[str, int]] = field(default_factory=set)
    spoilt: set[tuple[str, int]] = field(default_factory=set)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    old_names: list[str] = field(default_factory=list)
    breakages: list[str] = field(default_factory=list)


@functools.lru_cache(COUNTIES)
def _world(number: int) -> tuple[list[Town], list[int], pd.DataFrame]:
    months = 9 + 3 * (number % 4)
    spec = CountySpec(towns=4, months=months, volume=0.4 + 0.2 * (number % 3))
    made = county(spec, seed=700 + number)
    areas = county_tables.towns(made)
    shapes = [Town(a.label, a.geometry, force) for a, force in zip(areas, HOME, strict=True)]
    rows = county_tables.published(made)
    town = rows["lsoa_name"].astype("string").str.rsplit(" ", n=1).str[0]
    force = town.map({one.label: one.force for one in shapes})
    nobody = np.array(HOME)[np.arange(len(rows)) % len(HOME)]  # rows whose place was lost
    frame = pd.DataFrame(
        {
            "force": force.astype(object).where(force.notna(), nobody),
            "month": rows["month"],
            "crime_id": rows["crime_id"],
            "type": rows["type"].astype(str),
            "x": rows["easting"],
            "y": rows["northing"],
            "lsoa": rows["lsoa"].astype(object),
            "location": rows["location"].astype(object),
        }
    )
    return shapes, [month.number for month in spec.span], frame


def whole_delivery(seed: int, chance: random.Random) -> Delivery:
    """Return the delivery of a seed as it was before anything happened to it."""
    towns, months, rows = _world(seed % COUNTIES)
    of_force = {force: part for force, part in rows.groupby("force")}
    files = {
        (force, month): of_force[force][of_force[force]["month"] == month]
        .drop(columns=["force", "month"])
        .reset_index(drop=True)
        for force in GATHERED
        for month in months
    }
    return Delivery(
        list(towns), list(months), files,
        boundaries=chance.random() < 0.5, areas_first=chance.random() < 0.4,
        boundaries_last=chance.random() < 0.4, batches=chance.choice((1, 1, 2, 4)),
    )  # fmt: skip
