"""The county as declared tables: what the open data, a force's extract and the maps would hold."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
import pandas as pd
import shapely

from beatwise.places.areas import Area
from beatwise.records.crime_types import ASB
from beatwise.records.incidents import INCIDENTS
from beatwise.records.offences import OFFENCES
from beatwise.simulation.county import County, TownHistory
from beatwise.simulation.dice import stream
from beatwise.simulation.incident_kinds import KINDS, SLUGS
from beatwise.simulation.spec import MOST_MONTHS
from beatwise.simulation.town.names import FORCE_SLUG


NO_TIME = 0.01  # share of a timed extract's rows with neither from nor to
NO_PLACE = 0.01  # share of its rows without coordinates
SOURCE = "millshire-timed"
_OUTCOMES = (
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Status update unavailable",
    "Local resolution",
    "Awaiting court outcome",
    "Action to be taken by another organisation",
)
_OUTCOME_SHARES = (0.42, 0.34, 0.08, 0.05, 0.09, 0.02)


def offences(county: County) -> pd.DataFrame:
    """Return what police.uk would publish, as ``records.offences.OFFENCES``, by month."""
    return OFFENCES.validate(published(county))


def published(county: County) -> pd.DataFrame:
    """Return the published rows with the zone's name besides: snapped, month only.

    Between 1 and 3 per cent of each month's rows have no location.
    """
    frame = pd.concat([_published(county, h, n) for n, h in enumerate(county.histories)])
    order = ["month", "lsoa_name", "crime_id", "easting", "northing", "type"]
    return frame.sort_values(order, kind="stable", na_position="last", ignore_index=True)


def _published(county: County, history: TownHistory, number: int) -> pd.DataFrame:
    happened, rng = history.happened, stream(county.seed, "publishing", number)
    kind, points, zones = history.would.kind, history.town.points, history.town.zones
    blank = stream(county.seed, "blanks").uniform(0.01, 0.03, MOST_MONTHS)[history.would.month]
    placed = rng.random(len(kind)) >= blank
    outcome = rng.choice(len(_OUTCOMES), len(kind), p=_OUTCOME_SHARES)
    asb = kind == SLUGS.index(ASB)
    rows = np.flatnonzero(happened)
    placed, asb, kind = placed[rows], asb[rows], kind[rows]
    point = points.of[history.response.premises[rows]]
    zone = zones.of[point]
    labels = np.array([f"On or near {label}" for label in points.label], dtype=object)
    codes = np.array(zones.code, dtype=object)
    names = np.array([f"{history.town.name} {name}" for name in zones.name], dtype=object)
    return pd.DataFrame(
        {
            "crime_id": _only(~asb, _identifiers(county.seed, number, rows)),
            "month": county.spec.span.first.number + history.would.month[rows],
            "force": FORCE_SLUG,
            "type": np.array(SLUGS, dtype=object)[kind],
            "easting": np.where(placed, points.x[point], np.nan),
            "northing": np.where(placed, points.y[point], np.nan),
            "location": _only(placed, labels[point]),
            "lsoa": _only(placed, codes[zone]),
            "lsoa_name": _only(placed, names[zone]),
            "outcome": _only(~asb, np.array(_OUTCOMES, dtype=object)[outcome[rows]]),
        }
    )


def _only(where: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """The texts where they are to be known, None elsewhere."""
    known = np.full(len(texts), None, dtype=object)
    known[where] = texts[where]
    return known


def _identifiers(seed: int, town: int, rows: np.ndarray) -> np.ndarray:
    texts = [sha256(f"millshire {seed} {town} {row}".encode()).hexdigest() for row in rows]
    return np.array(texts, dtype=object)


def incidents(county: County) -> pd.DataFrame:
    """Return what a force's timed extract holds, as ``records.incidents.INCIDENTS``.

    Rows without a time are left out, as they are when such an extract is gathered.
    """
    frame = timed(county)
    frame = frame[frame["start"] >= 0].assign(
        start=lambda f: pd.to_datetime(f["start"], unit="s", utc=True),
        end=lambda f: pd.to_datetime(f["end"], unit="s", utc=True),
        source=SOURCE,
    )
    return INCIDENTS.validate(frame.reset_index(drop=True))


def timed(county: County) -> pd.DataFrame:
    """Return the extract's rows in order of time; ``start`` and ``end`` are Unix seconds, or -1.

    The true moment lies within every span. Locations are exact, to the metre.
    """
    frame = pd.concat([_timed(county, h, n) for n, h in enumerate(county.histories)])
    return frame.sort_values(["moment", "id"], kind="stable", ignore_index=True)


def _timed(county: County, history: TownHistory, number: int) -> pd.DataFrame:
    rng = stream(county.seed, "extract", number)
    kind, second = history.would.kind, history.would.second
    start, end = _spans(kind, second, rng)
    unknown = rng.random(len(kind)) < NO_TIME
    placed = rng.random(len(kind)) >= NO_PLACE
    pick = rng.random(len(kind))
    rows = np.flatnonzero(history.happened)
    where = history.response.premises[rows]
    return pd.DataFrame(
        {
            "id": [f"MS{number + 1:02d}-{row + 1:06d}" for row in rows],
            "moment": second[rows],
            "start": np.where(unknown, -1, start)[rows],
            "end": np.where(unknown, -1, end)[rows],
            "easting": np.where(placed[rows], np.round(history.town.premises.x[where]), np.nan),
            "northing": np.where(placed[rows], np.round(history.town.premises.y[where]), np.nan),
            "type": np.array(SLUGS, dtype=object)[kind[rows]],
            "home_office_code": _codes(kind[rows], pick[rows]),
        }
    )


def _spans(
    kind: np.ndarray, second: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """From and to around the true moment, whole minutes; equal where the moment was seen."""
    share = np.array([k.span for k in KINDS])[kind]
    hours = np.where(share > 0.5, rng.uniform(3, 14, len(kind)), rng.uniform(0.25, 3, len(kind)))
    hours = np.where(rng.random(len(kind)) < 0.03, hours * 6, hours)  # away for days
    length = np.where(rng.random(len(kind)) < share, np.round(hours * 60).astype(np.int64), 0)
    before = np.floor(length * rng.random(len(kind))).astype(np.int64)
    return second - 60 * before, second + 60 * (length - before)


def _codes(kind: np.ndarray, pick: np.ndarray) -> np.ndarray:
    """A Home Office code of each incident's type, the commonest first; none for ASB."""
    codes = np.full(len(kind), None, dtype=object)
    for i, entry in enumerate(KINDS):
        here = kind == i
        if entry.codes:
            nth = np.floor(len(entry.codes) * pick[here] ** 2).astype(np.int64)
            codes[here] = np.array(entry.codes, dtype=object)[nth]
    return codes


def towns(county: County) -> list[Area]:
    """Return the towns as areas, in British National Grid metres."""
    return [
        Area(h.town.id, h.town.name, "towns", shapely.Polygon(h.town.outline.edge))
        for h in county.histories
    ]


def town_centres(county: County) -> list[Area]:
    """Return the town centres as areas."""
    return [
        Area(
            f"{h.town.id}C",
            f"{h.town.name} town centre",
            "town-centres",
            shapely.Polygon(h.town.outline.centre_edge),
        )
        for h in county.histories
    ]


def hot_spot_areas(county: County) -> list[Area]:
    """Return the true hot spots, patrolled or not, as areas."""
    return [
        Area(hot.id, hot.id, "hot-spots", shapely.Polygon(hot.ring)) for hot in county.hot_spots
    ]


def zone_areas(county: County) -> list[Area]:
    """Return the LSOA-like zones as areas, labelled as police.uk labels them."""
    return [
        Area(code, f"{h.town.name} {name}", "lsoa", shape)
        for h in county.histories
        for code, name, shape in zip(
            h.town.zones.code, h.town.zones.name, h.town.zones.shapes, strict=True
        )
    ]
