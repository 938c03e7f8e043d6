"""Where things happen: homes, shops and other premises along a town's streets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.simulation.incident_kinds import KINDS, PLACES, RATES, WHERE
from beatwise.simulation.town.streets import Street
from beatwise.simulation.town.town_outline import Outline


BLOCK_M = 300.0
_ALONG_M = 24.0
_ASIDE_M = 9.0
# Residents a premises, and how far out it may stand (share of the way to the edge).
_SPECIAL = {
    "supermarket": (8_000, 0.0, 0.75),
    "pub": (4_500, 0.0, 0.5),
    "park": (7_000, 0.15, 0.85),
    "school": (6_000, 0.3, 0.85),
    "petrol": (12_000, 0.35, 0.9),
    "parking": (9_000, 0.05, 0.3),
    "station": (60_000, 0.05, 0.2),
}


@dataclass(frozen=True, slots=True)
class Premises:
    """Every place in a town where an incident can happen, in British National Grid metres.

    ``place`` indexes ``kinds.PLACES``, ``street`` the town's streets, ``block`` counts 300 m
    squares from 0. ``mean`` is the expected incidents a month of each type at the county's plain
    level (no season, drift or patrol), shape (premises, types).
    """

    x: np.ndarray
    y: np.ndarray
    place: np.ndarray
    street: np.ndarray
    block: np.ndarray
    mean: np.ndarray


def premises(
    outline: Outline,
    streets: tuple[Street, ...],
    residents: float,
    volume: float,
    rng: np.random.Generator,
) -> Premises:
    """Line the streets with premises and share the town's expected incidents between them."""
    x, y, street = _frontages(streets, rng)
    reach = outline.reach(np.column_stack([x, y]))
    place = _uses(outline, x, y, rng)
    _special(place, reach, residents, rng)
    _, block = np.unique(np.floor(x / BLOCK_M) * 1e5 + np.floor(y / BLOCK_M), return_inverse=True)
    rate = RATES * residents / 1e4 * volume * rng.gamma(9, 1 / 9, len(KINDS)).clip(0.5, 1.8)
    order = np.argsort(block, kind="stable")
    mean = (_shares(place, block, rng) * rate)[order]
    return Premises(x[order], y[order], place[order], street[order], block[order], mean)


def _frontages(
    streets: tuple[Street, ...], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    points, owner = [], []
    for number, street in enumerate(streets):
        for (ax, ay), (bx, by) in zip(street.line[:-1], street.line[1:], strict=True):
            length = float(np.hypot(bx - ax, by - ay))
            n = max(1, int(length / _ALONG_M))
            t = (np.arange(n) + rng.uniform(0.2, 0.8, n)) / n
            side = _ASIDE_M * rng.choice([-1.0, 1.0], n) / length
            points.append(
                np.column_stack(
                    [ax + t * (bx - ax) + side * (ay - by), ay + t * (by - ay) + side * (bx - ax)]
                )
            )
            owner.append(np.full(n, number))
    xy = np.round(np.concatenate(points), 2)
    return xy[:, 0], xy[:, 1], np.concatenate(owner)


def _uses(outline: Outline, x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Shops at the centre and, thinly, in neighbourhood parades; homes elsewhere."""
    away = np.hypot(x - outline.x, y - outline.y)
    shop = np.where(away < 300, 0.62, np.where(away < 450, 0.15, 0.015))
    return np.where(rng.random(len(x)) < shop, PLACES.index("shop"), PLACES.index("home"))


def _special(
    place: np.ndarray, reach: np.ndarray, residents: float, rng: np.random.Generator
) -> None:
    """Turn some premises into supermarkets, pubs, parks, schools and so on."""
    free = np.ones(len(place), dtype=bool)
    for name, (per, near, far) in _SPECIAL.items():
        wanted = max(2 if name in ("supermarket", "pub", "parking") else 1, round(residents / per))
        choices = np.flatnonzero(free & (reach >= near) & (reach <= far))
        picks = rng.choice(choices, min(wanted, len(choices)), replace=False)
        place[picks] = PLACES.index(name)
        free[picks] = False


def _shares(place: np.ndarray, block: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Each premises' share of the town's incidents of each type; columns sum to one."""
    commercial = rng.pareto(1.3, len(place)).clip(max=40) + 0.15
    domestic = rng.lognormal(0, 0.8, len(place)) * rng.gamma(2, 0.5, int(block.max()) + 1)[block]
    pull = np.where(place == PLACES.index("home"), domestic, commercial)
    own = pull[:, None] * rng.lognormal(0, 0.4, (len(place), len(KINDS)))
    shares = np.zeros_like(own)
    for p in range(len(PLACES)):
        here = place == p
        if here.any():
            shares[here] = own[here] / own[here].sum(axis=0) * WHERE[:, p]
    return shares / shares.sum(axis=0)
