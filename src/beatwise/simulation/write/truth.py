"""The truth file: every setting, every expected count, every hot spot and what patrols did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import numpy as np

from beatwise.simulation.county import County, TownHistory
from beatwise.simulation.expected_incidents import hot_spot_counts, hot_spot_means, point_means
from beatwise.simulation.incident_kinds import SLUGS
from beatwise.simulation.patrols.response import HAPPENED, MOVED, PREVENTED
from beatwise.simulation.process import REPEAT_MEAN_DAYS, REPEAT_SAME_PLACE
from beatwise.simulation.spec import CountySpec
from beatwise.simulation.town.names import COUNTY, FORCE_SLUG
from beatwise.simulation.town.premises import BLOCK_M
from beatwise.simulation.true_hot_spots import BUFFER_M, RADIUS_M, HotSpot
from beatwise.simulation.write.lines import document, numbers


EDITION = 1  # raise it when the same seed makes other files


def truth_file(county: County) -> Iterator[tuple[str, bytes]]:
    """Yield ``truth.json``."""
    yield (
        "truth.json",
        document({**maker(county.spec, county.seed), **_county(county), **_places(county)}),
    )


def maker(spec: CountySpec, seed: int) -> dict[str, object]:
    """What made the files: enough to make them again."""
    settings = asdict(spec) | {"last": str(spec.last)}
    for name, kind in CountySpec.__annotations__.items():
        if kind == "float":  # 20 and 20.0 are the same setting, and the same bytes
            settings[name] = float(settings[name])
    return {"made_by": "beatwise simulate", "edition": EDITION, "seed": seed, "spec": settings}


def _county(county: County) -> dict[str, object]:
    spec = county.spec
    return {
        "county": COUNTY,
        "force": FORCE_SLUG,
        "months": [str(month) for month in spec.span],
        "patrolled_months": [str(month) for month in spec.span][spec.before :],
        "fixed": {
            "block_m": BLOCK_M,
            "hot_spot_radius_m": RADIUS_M,
            "buffer_m": BUFFER_M,
            "near_repeat_mean_days": numbers([1 + 1 / np.expm1(1 / REPEAT_MEAN_DAYS)])[0],
            "near_repeat_same_premises": REPEAT_SAME_PLACE,
        },
        "season": {slug: numbers(county.season[i]) for i, slug in enumerate(SLUGS)},
    }


def _places(county: County) -> dict[str, object]:
    return {
        "towns": [_town(history) for history in county.histories],
        "hot_spots": [_hot_spot(county, hot) for hot in county.hot_spots],
        "map_points": [_points(history) for history in county.histories],
    }


def _town(history: TownHistory) -> dict[str, object]:
    town = history.town
    return {
        "id": town.id,
        "name": town.name,
        "residents": town.residents,
        "easting": numbers([town.outline.x])[0],
        "northing": numbers([town.outline.y])[0],
        "expected_a_month": _by_type(town.premises.mean.sum(axis=0)),
        "incidents": int(history.happened.sum()),
        "near_repeats": int((history.would.follows & history.happened).sum()),
        "prevented": int((history.response.fate == PREVENTED).sum()),
        "moved": int((history.response.fate == MOVED).sum()),
    }


def _hot_spot(county: County, hot: HotSpot) -> dict[str, object]:
    before = county.spec.before
    expected = hot_spot_means(county, hot)
    return {
        "id": hot.id,
        "town": county.histories[hot.town].town.name,
        "role": "patrolled" if hot.patrolled else "comparison",
        "easting": numbers([hot.x])[0],
        "northing": numbers([hot.y])[0],
        "visits": _visits(county.histories[hot.town], hot),
        "types": {
            SLUGS[i]: {
                "expected_before": numbers([expected[i, :before].sum()])[0],
                "expected_after_without_patrols": numbers([expected[i, before:].sum()])[0],
                **_counts(county, hot, i, before),
            }
            for i in county.patrolled_kinds
        },
    }


def _counts(county: County, hot: HotSpot, kind: int, before: int) -> dict[str, int]:
    stayed, moved, prevented = (
        hot_spot_counts(county, hot, (fate,))[kind] for fate in (HAPPENED, MOVED, PREVENTED)
    )
    return {
        "before": int(stayed[:before].sum()),
        "after": int(stayed[before:].sum()),
        "moved_to_buffer": int(moved.sum()),
        "prevented": int(prevented.sum()),
    }


def _visits(history: TownHistory, hot: HotSpot) -> dict[str, int]:
    position = [other.id for other in history.hot_spots].index(hot.id)
    mine = history.visits.spot == position
    seconds = (history.visits.end - history.visits.start)[mine].sum()
    return {"number": int(mine.sum()), "minutes": int(seconds) // 60}


def _points(history: TownHistory) -> dict[str, object]:
    points, mean = history.town.points, point_means(history)
    return {
        "town": history.town.name,
        "easting": numbers(points.x, 2),
        "northing": numbers(points.y, 2),
        "label": list(points.label),
        "expected_a_month": {slug: numbers(mean[:, i], 5) for i, slug in enumerate(SLUGS)},
    }


def _by_type(values: np.ndarray) -> dict[str, float]:
    return dict(zip(SLUGS, numbers(values), strict=True))
