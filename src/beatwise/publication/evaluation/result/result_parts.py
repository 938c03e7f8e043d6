"""What a result says that depends on its design: one table, from design to words and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from beatwise.evaluation.designs.side_by_side import SideBySide
from beatwise.evaluation.designs.stepped import Stepped
from beatwise.evaluation.designs.study_design import Design
from beatwise.evaluation.result.result import Result
from beatwise.publication.evaluation.result.side_by_side_parts import (
    side_by_side_areas,
    side_by_side_counts,
    side_by_side_trends,
    side_by_side_units,
)
from beatwise.publication.evaluation.result.stepped_parts import (
    STEPPED_LIMIT,
    stepped_areas,
    stepped_counts,
    stepped_trends,
    stepped_units,
)
from beatwise.publication.formats.document import Figure, Table


@dataclass(frozen=True, slots=True)
class ResultParts:
    """The parts of a result that each design says in its own way.

    Parameters
    ----------
    units
        Who was assigned what.
    others, against
        What patrolled areas are set against, inside a sentence and in a caption.
    part
        What has a result of its own: ``place``.
    limits
        What the kind of design cannot say.
    counts, areas
        Tables of the counts behind the estimates, and of the areas.
    trends
        The counts month by month.
    """

    units: Callable[[Result], str]
    others: str
    against: str
    part: str
    limits: tuple[str, ...]
    counts: Callable[[Result], Table]
    areas: Callable[[Result], Table]
    trends: Callable[[Result], Figure]


PARTS: dict[type[Design], ResultParts] = {
    SideBySide: ResultParts(
        units=side_by_side_units,
        others="the comparison areas",
        against="comparison areas",
        part="place",
        limits=(),
        counts=side_by_side_counts,
        areas=side_by_side_areas,
        trends=side_by_side_trends,
    ),
    Stepped: ResultParts(
        units=stepped_units,
        others="areas not yet patrolled",
        against="areas not yet patrolled",
        part="step",
        limits=(STEPPED_LIMIT,),
        counts=stepped_counts,
        areas=stepped_areas,
        trends=stepped_trends,
    ),
}


def parts_of(result: Result) -> ResultParts:
    """Return what a result under this design says in its own way."""
    return PARTS[type(result.material.protocol.design)]
