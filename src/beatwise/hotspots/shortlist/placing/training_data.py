"""What was recorded in one area: the incidents that a hot spot list is made from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.places.areas import Area


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """Located incidents of one or more types inside an area, n of them.

    Types are kept apart throughout: ``kind`` says which type each incident is, and nothing here
    adds two types together.

    Parameters
    ----------
    area
        The area; every incident lies in it.
    types
        Slugs, in the order asked for.
    months
        Month numbers that have data, sorted. A month that is not here is missing, not zero.
    x, y
        BNG metres, shape (n,): a shared map point unless ``exact``.
    month
        Month number of each incident, shape (n,).
    kind
        Index into ``types``, shape (n,).
    label
        The published label of the place, shape (n,); not an address.
    exact
        Whether locations are exact, or snapped to shared map points.
    code
        Home Office offence code of each, shape (n,), None or "" where not given; None when the
        source has none at all (police.uk).
    placed
        Share of the force's records that have a place, shape (types, months); None when the
        source has no records without one. A month without any record counts as 1.
    """

    area: Area
    types: tuple[str, ...]
    months: tuple[int, ...]
    x: np.ndarray
    y: np.ndarray
    month: np.ndarray
    kind: np.ndarray
    label: np.ndarray
    exact: bool = False
    code: np.ndarray | None = None
    placed: np.ndarray | None = None

    def placed_in(self, months: tuple[int, ...]) -> np.ndarray:
        """Return the share of records with a place: shape (types, len(months)), ascending."""
        if self.placed is None:
            return np.ones((len(self.types), len(months)))
        at = np.searchsorted(self.months, months)
        return np.asarray(self.placed[:, at])

    def counts(self, months: tuple[int, ...], inside: np.ndarray | None = None) -> np.ndarray:
        """Count incidents by type and month: shape (types, len(months)), months ascending."""
        rows = np.isin(self.month, months)
        if inside is not None:
            rows &= inside
        at = np.searchsorted(months, self.month[rows])
        flat = self.kind[rows] * len(months) + at
        shape = (len(self.types), len(months))
        return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)


@dataclass(frozen=True, slots=True, eq=False)
class MapPoints:
    """The distinct places of the incidents, m of them, by easting then northing.

    Parameters
    ----------
    x, y
        BNG metres, shape (m,).
    label
        The latest published label that names something, shape (m,).
    monthly
        Incidents by type and month, shape (m, types, months).
    """

    x: np.ndarray
    y: np.ndarray
    label: np.ndarray
    monthly: np.ndarray

    @property
    def count(self) -> np.ndarray:
        """Incidents of each type, shape (m, types)."""
        return np.asarray(self.monthly.sum(axis=2))


def map_points(observed: Observed, months: tuple[int, ...]) -> MapPoints:
    """Return the places with an incident in ``months`` (ascending), with counts by type and month.

    The same map point in two downloads can differ by a rounding; places are told apart to the
    metre.
    """
    rows = np.flatnonzero(np.isin(observed.month, months))
    rows = rows[np.lexsort((-observed.month[rows], _unnamed(observed.label[rows])))]
    at = np.round(np.column_stack([observed.x[rows], observed.y[rows]]))
    _, first, place = np.unique(at, axis=0, return_index=True, return_inverse=True)
    month = np.searchsorted(months, observed.month[rows])
    shape = (len(first), len(observed.types), len(months))
    flat = np.ravel_multi_index((place, observed.kind[rows], month), shape)
    return MapPoints(
        x=observed.x[rows][first],
        y=observed.y[rows][first],
        label=observed.label[rows][first],
        monthly=np.bincount(flat, minlength=int(np.prod(shape))).reshape(shape),
    )


def _unnamed(label: np.ndarray) -> np.ndarray:
    """Say which labels name nothing: police.uk publishes some as "On or near" and no more."""
    return np.array([str(text).strip() in ("", "On or near") for text in label], dtype=bool)
