"""What the page of a design says that depends on its kind: one table, from design to words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.designs.side_by_side import SideBySide
from beatwise.evaluation.designs.stepped import Stepped
from beatwise.evaluation.designs.study_design import Design
from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.publication.evaluation.design import crossover_words, months_words, stepped_words
from beatwise.publication.evaluation.result.crossover_parts import DAY_LIMIT
from beatwise.publication.evaluation.result.stepped_parts import STEPPED_LIMIT
from beatwise.publication.formats.document import Block


@dataclass(frozen=True, slots=True)
class DesignParts:
    """The parts of a design's page that each kind of design says in its own way.

    Parameters
    ----------
    limits
        What the kind of design cannot find.
    assignment
        How areas or days were assigned.
    simulated_from
        What the power was simulated from.
    units
        How the table of power speaks of its units: ``patrolled``.
    history
        What came before.
    schedule
        Tables of who starts when.
    detectable
        The smallest fall that it would find four times in five.
    estimator
        What will be estimated.
    files
        Files besides the page, by name.
    """

    limits: tuple[str, ...]
    assignment: Callable[[Proposal], str]
    simulated_from: Callable[[Proposal], str]
    units: Callable[[Proposal], str]
    history: Callable[[Proposal], tuple[str, ...]]
    schedule: Callable[[Proposal], list[Block]]
    detectable: Callable[[Proposal], str]
    estimator: Callable[[Proposal], str]
    files: Callable[[Proposal], dict[str, bytes]]


PARTS: dict[type[Design], DesignParts] = {
    SideBySide: DesignParts(
        limits=(),
        assignment=months_words.assignment,
        simulated_from=months_words.simulated_from,
        units=lambda proposal: "patrolled",
        history=months_words.history,
        schedule=lambda proposal: [],
        detectable=months_words.detectable_side_by_side,
        estimator=months_words.estimator,
        files=lambda proposal: {},
    ),
    Stepped: DesignParts(
        limits=(STEPPED_LIMIT,),
        assignment=months_words.assignment,
        simulated_from=months_words.simulated_from,
        units=stepped_words.units,
        history=months_words.history,
        schedule=stepped_words.schedule,
        detectable=stepped_words.detectable_in_steps,
        estimator=months_words.estimator,
        files=lambda proposal: {},
    ),
    Crossover: DesignParts(
        limits=(DAY_LIMIT,),
        assignment=crossover_words.assignment,
        simulated_from=crossover_words.simulated_from,
        units=lambda proposal: "patrolled",
        history=crossover_words.history,
        schedule=lambda proposal: [],
        detectable=crossover_words.detectable_by_day,
        estimator=crossover_words.estimator,
        files=crossover_words.files,
    ),
}


def parts_of(proposal: Proposal) -> DesignParts:
    """Return what the page of this design says in its own way."""
    return PARTS[type(proposal.protocol.design)]
