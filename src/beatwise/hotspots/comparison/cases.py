"""One case: rank on training months, count what the first cells captured of later months.

A cell is *occupied* when at least one incident of any kind was recorded in it in the training
months (definition ``any kind``), or one of the kind in question (``that kind``). Only occupied
cells are ranked, and the fractions are shares of their number; incidents that later fall elsewhere
count as missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from beatwise.errors import MissingData
from beatwise.hotspots.comparison.cell_counts import CellCounts
from beatwise.hotspots.comparison.methods import BANDWIDTHS, Method, score_cells
from beatwise.hotspots.comparison.ties import expected_shares


Definition = Literal["any kind", "that kind"]
DEFINITIONS: tuple[Definition, ...] = ("any kind", "that kind")
FRACTIONS = (0.005, 0.01, 0.02, 0.05)


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """What each method captured in one force, for one kind, after one moment.

    Parameters
    ----------
    force, kind
        Slugs.
    train, score
        Month numbers.
    cells
        Occupied cells under each definition.
    events
        Incidents in the scored months (with a location), and how many lay in occupied cells.
    inside
        As ``events``, in cells occupied under each definition.
    shares
        Share captured at each of ``fractions`` by definition and method.
    monthly
        As ``shares`` for the definition ``any kind``, one row for each scored month.
    fractions
        Shares of the occupied cells.
    """

    force: str
    kind: str
    train: tuple[int, ...]
    score: tuple[int, ...]
    cells: dict[Definition, int]
    events: int
    inside: dict[Definition, int]
    shares: dict[Definition, dict[Method, np.ndarray]]
    monthly: dict[Method, np.ndarray]
    fractions: tuple[float, ...]

    def mean(self, method: Method, definition: Definition = "any kind") -> float:
        """Return the share captured, averaged over the fractions."""
        return float(self.shares[definition][method].mean())


def compare(
    counted: CellCounts,
    force: str,
    kind: str,
    train: Sequence[int],
    score: Sequence[int],
    *,
    bandwidths: Sequence[float] = BANDWIDTHS,
    older: bool = True,
    fractions: Sequence[float] = FRACTIONS,
) -> Case:
    """Rank the occupied cells by every method and score them on later months.

    ``older`` also tries the prediction with all months before the training months, where there
    are any. Raises ``MissingData`` when the kind was not recorded in training or scored months.
    """
    by_kind = counted.by_type.get(kind)
    earlier, later = counted.columns(tuple(train)), counted.columns(tuple(score))
    if by_kind is None or not by_kind[:, earlier].any() or not by_kind[:, later].any():
        raise MissingData(
            f"no {kind} is recorded with a location in the training or the scored months.",
            place=force,
            next_step="See what there is: beatwise ledger",
        )
    totals = np.sum([counts[:, earlier].sum(axis=1) for counts in counted.by_type.values()], axis=0)
    occupied = np.flatnonzero(totals > 0)
    scores = score_cells(counted, kind, occupied, tuple(train), bandwidths, older)
    own = by_kind[occupied][:, earlier].sum(axis=1) > 0
    masks: dict[Definition, np.ndarray] = {"any kind": np.ones(len(own), bool), "that kind": own}
    months = by_kind[:, later]
    together = months.sum(axis=1)
    at = np.array(fractions)
    return Case(
        force=force,
        kind=kind,
        train=tuple(train),
        score=tuple(score),
        cells={name: int(mask.sum()) for name, mask in masks.items()},
        events=int(together.sum()),
        inside={name: int(together[occupied[mask]].sum()) for name, mask in masks.items()},
        shares={
            name: {m: _shares(s[mask], occupied[mask], together, at) for m, s in scores.items()}
            for name, mask in masks.items()
        },
        monthly={
            m: np.array([_shares(s, occupied, month, at) for month in months.T])
            for m, s in scores.items()
        },
        fractions=tuple(fractions),
    )


def _shares(
    scores: np.ndarray, cells: np.ndarray, later: np.ndarray, fractions: np.ndarray
) -> np.ndarray:
    """Shares of *all* incidents that followed, those outside the ranked cells included."""
    total, inside = later.sum(), later[cells].sum()
    if total == 0:
        return np.full(len(fractions), np.nan)
    if inside == 0:
        return np.zeros(len(fractions))
    return expected_shares(scores, later[cells], fractions) * (inside / total)


def rolled_cases(
    months: Sequence[int], length: int, *, least: int | None = None
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """List every month that can be scored alone, with up to ``length`` calendar months before it.

    At least ``least`` of those months (two thirds when ``None``) must have data.
    """
    from beatwise.hotspots.accuracy import rolled_origins

    wanted = max(1, -(-2 * length // 3)) if least is None else least
    origins = rolled_origins(months, length, score_months=1, least=wanted)
    return [(origin.train, origin.score) for origin in origins]
