"""A national archive of street files, in the shape of the real one: forces, months, zip, columns.

Each force has a tile of the country, thirty towns of unlike size in it, and map points that lie
closer towards the middle of a town; a few points draw most rows, as in real files. A tenth of the
rows are anti-social behaviour without an id, one in sixty has no place.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc


TOWNS, POINTS, AREAS = 30, 12_000, 800
ACROSS = 7  # tiles side by side
WIDE, HIGH = 0.65, 0.6  # degrees of longitude and latitude of a tile
WEST, SOUTH = -4.4, 50.6
KINDS = {
    "Anti-social behaviour": 0.18, "Violence and sexual offences": 0.31, "Shoplifting": 0.08,
    "Criminal damage and arson": 0.09, "Other theft": 0.08, "Public order": 0.08,
    "Vehicle crime": 0.06, "Burglary": 0.05, "Drugs": 0.03, "Other crime": 0.02,
    "Theft from the person": 0.01, "Bicycle theft": 0.01,
}  # fmt: skip
NO_PLACE = 1 / 60
FIRST_AREA = 40_000  # codes of 2021: above every code of 2011


@dataclass(frozen=True, slots=True, eq=False)
class Force:
    """A force: its towns (centre, reach in degrees), its points, and how often each is named."""

    slug: str
    towns: np.ndarray
    lon: np.ndarray
    lat: np.ndarray
    area: np.ndarray
    often: np.ndarray


def slugs(number: int) -> list[str]:
    """Return slugs of real forces, which name the files."""
    from beatwise.records.force_names import EVERYWHERE
    from beatwise.sources.police_uk.forces import FORCES

    return sorted(FORCES - EVERYWHERE)[:number]


def force(slug: str, number: int) -> Force:
    """Lay out one force on its tile."""
    dice = np.random.default_rng(number)
    west, south = WEST + number % ACROSS * WIDE, SOUTH + number // ACROSS * HIGH
    middle = dice.uniform(0.1, 0.9, (TOWNS, 2)) * (WIDE, HIGH) + (west, south)
    size = dice.pareto(1.2, TOWNS) + 1
    town = dice.choice(TOWNS, POINTS, p=size / size.sum())
    reach = 0.006 * np.sqrt(size / size.mean())
    lon, lat = middle[town].T + dice.normal(0, 1, (2, POINTS)) * reach[town] * ((1.6,), (1.0,))
    area = np.lexsort((lat, lon, town)).argsort() * AREAS // POINTS
    often = dice.pareto(1.1, POINTS) + 0.05
    return Force(
        slug, np.column_stack([middle, 2.5 * reach]), lon.round(6), lat.round(6), area,
        often / often.sum(),
    )  # fmt: skip


def rows(place: Force, month: str, number: int, seed: int) -> pa.Table:
    """Draw one month of a force, with the columns of data.police.uk."""
    dice = np.random.default_rng([seed, crc32(f"{place.slug} {month}".encode())])
    kinds = list(KINDS)
    weights = np.array(list(KINDS.values()))
    kind = dice.choice(len(kinds), number, p=weights / weights.sum())
    point = dice.choice(POINTS, number, p=place.often)
    nowhere = dice.random(number) < NO_PLACE
    ids = np.array([f"{one:064x}" for one in dice.integers(0, 2**62, number)], dtype=object)
    ids[kind == 0] = ""
    name = place.slug.replace("-", " ").title()
    code = np.array(
        [f"E01{FIRST_AREA + seed * AREAS + area:06d}" for area in range(AREAS)], dtype=object
    )
    street = np.array([f"On or near {place.slug} Street {p}" for p in range(POINTS)], dtype=object)
    blank = np.where(nowhere, None, 1)

    def placed(values: np.ndarray) -> pa.Array:
        return pa.array(np.where(blank == 1, values, None).astype(object))

    return pa.table({
        "Crime ID": pa.array(ids), "Month": pa.array([month] * number),
        "Reported by": pa.array([name] * number), "Falls within": pa.array([name] * number),
        "Longitude": placed(place.lon[point]), "Latitude": placed(place.lat[point]),
        "Location": pa.array(np.where(nowhere, "No Location", street[point])),
        "LSOA code": placed(code[place.area[point]]), "LSOA name": placed(code[place.area[point]]),
        "Crime type": pa.array(np.array(kinds, dtype=object)[kind]),
        "Last outcome category": pa.array(np.where(kind == 0, "", "Under investigation")),
        "Context": pa.array([""] * number),
    })  # fmt: skip


def write(folder: Path, *, forces: int, months: int, each: int) -> Path:
    """Write an archive of ``forces`` × ``months`` files of ``each`` rows, and its towns."""
    folder.mkdir(parents=True, exist_ok=True)
    places = [force(slug, number) for number, slug in enumerate(slugs(forces))]
    (folder / "towns.geojson").write_text(json.dumps(_towns(places)), encoding="utf-8")
    archive = folder / "archive.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for month in _months(months):
            for seed, place in enumerate(places):
                stream = io.BytesIO()
                pc.write_csv(rows(place, month, each, seed), stream)
                target.writestr(f"{month}/{month}-{place.slug}-street.csv", stream.getvalue())
    return archive


def _months(number: int) -> Iterator[str]:
    for at in range(number):
        yield f"{2025 - at // 12}-{12 - at % 12:02d}"


def _towns(places: list[Force]) -> dict[str, object]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": f"{place.slug} town {number}"},
                "geometry": {"type": "Polygon", "coordinates": [_ring(*town)]},
            }
            for place in places for number, town in enumerate(place.towns.tolist())
        ],
    }  # fmt: skip


def _ring(lon: float, lat: float, reach: float) -> list[list[float]]:
    turn = np.linspace(0, 2 * np.pi, 33)
    return np.column_stack([lon + 1.6 * reach * np.cos(turn), lat + reach * np.sin(turn)]).tolist()
