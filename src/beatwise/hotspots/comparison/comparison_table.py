"""What a comparison of rankings found, over forces and kinds."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.clock import Month, MonthRange
from beatwise.hotspots.comparison.cases import Case, Definition
from beatwise.hotspots.comparison.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class AccuracyTable:
    """Every case, and what can be said over all of them.

    Parameters
    ----------
    train, score
        The months asked for.
    size_m
        Side of the squares.
    forces, kinds
        Slugs, in order.
    missing
        Months of ``train`` and ``score`` that a force has no data for; left out, never zero.
    no_location
        Share of all rows gathered that have no location, by force; they are left out.
    caveat
        The words the result must carry when cells are smaller than snapped locations support.
    cases
        One for each force and kind: trained and scored on the months asked for.
    rolled
        One for each force, kind and month that can be scored alone, with as many calendar months
        of training before it.
    verdicts
        Ours against each baseline over the rolled cases, by definition of an occupied cell.
    left_out
        Months left out on request, whether asked for or not; not among ``missing``.
    """

    train: MonthRange
    score: MonthRange
    size_m: float
    forces: tuple[str, ...]
    kinds: tuple[str, ...]
    missing: dict[str, tuple[Month, ...]]
    no_location: dict[str, float]
    caveat: str | None
    cases: tuple[Case, ...]
    rolled: tuple[Case, ...]
    verdicts: dict[Definition, tuple[Verdict, ...]]
    left_out: tuple[Month, ...] = ()
