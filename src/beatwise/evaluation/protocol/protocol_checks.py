"""What a protocol can get wrong: rules that hold of every design, then those of its own."""

from __future__ import annotations

from beatwise.errors import BadInput
from beatwise.evaluation.designs.design_json import name_of
from beatwise.evaluation.designs.study_design import Fault
from beatwise.evaluation.protocol.buffers import check_apart, check_buffers
from beatwise.evaluation.protocol.protocol import ASSIGNMENTS, DAYS, ROLES, Decision, Protocol


LARGEST_RING_M = 1000.0
MOST_PERMUTATIONS = 100_000


def check_protocol(protocol: Protocol, place: str) -> None:
    """Raise ``BadInput`` for the first rule that the protocol breaks, or areas that overlap."""
    for fault in (*_faults(protocol), *protocol.design.faults(protocol.areas, protocol.patrols)):
        if fault.broken:
            raise BadInput(fault.message, place=place, next_step=fault.next_step)
    names = [area.name for area in protocol.areas]
    shapes = [area.geometry for area in protocol.areas]
    try:
        check_apart(names, shapes)
        check_buffers(names, shapes, protocol.treated, protocol.ring_m)
    except BadInput as error:
        raise BadInput(error.message, place=place, next_step=error.next_step) from error


def _faults(protocol: Protocol) -> list[Fault]:
    return [
        *_of_assignment(protocol),
        *_of_areas(protocol),
        *_of_decision(protocol.decision),
        *_of_outcomes_and_looks(protocol),
    ]


def _of_assignment(protocol: Protocol) -> list[Fault]:
    return [
        Fault(
            protocol.assignment not in ASSIGNMENTS,
            f"the assignment '{protocol.assignment}' is unknown.",
            f"Use one of: {', '.join(ASSIGNMENTS)}.",
        ),
        Fault(
            protocol.patrols.first <= protocol.before.last,
            f"patrols from {protocol.patrols.first} begin inside the months before, "
            f"{protocol.before}.",
            "End the months before in the month before patrols start.",
        ),
    ]


def _of_areas(protocol: Protocol) -> list[Fault]:
    areas, design = protocol.areas, protocol.design
    ids, roles = [area.id for area in areas], {area.role for area in areas}
    mixed = sorted({a.unit for a in areas if a.treated} & {a.unit for a in areas if not a.treated})
    late = [a for a in areas if a.start and a.start not in protocol.patrols]
    return [
        Fault(not roles <= set(ROLES), "an area's role is unknown.", f"Use {' or '.join(ROLES)}."),
        Fault(
            len(set(ids)) < len(ids), "two areas have the same id.", "Give each area its own id."
        ),
        Fault(
            not roles >= set(ROLES) and design.needs_comparison,
            "there must be at least one treated and one comparison area.",
            "Add an area of the other role.",
        ),
        Fault(
            design.compares_days is not (protocol.assignment == DAYS),
            f"the assignment '{protocol.assignment}' does not go with the kind "
            f"'{name_of(design)}'.",
            f"A crossover assigns '{DAYS}', and nothing else does.",
        ),
        Fault(
            bool(mixed),
            f"the unit '{(mixed or [''])[0]}' is both treated and compared.",
            "Whoever is assigned together must be treated together.",
        ),
        Fault(bool(late), "an area starts outside the patrolled months.", "Correct its start."),
        Fault(
            not 0 < protocol.ring_m <= LARGEST_RING_M,
            f"a ring of {protocol.ring_m:g} m cannot be used.",
            f"Give a width up to {LARGEST_RING_M:g} m.",
        ),
    ]


def _of_decision(decision: Decision) -> list[Fault]:
    return [
        Fault(
            not 0 < decision.alpha < 0.5 or not 0 < decision.power_floor < 1,
            "alpha or the power floor is out of range.",
            "Use 0.05 and 0.6 unless there is a reason.",
        ),
        Fault(
            not -100 < decision.smallest_effect < 0,
            f"the smallest effect that matters, {decision.smallest_effect:g} %, is no fall.",
            "Write a fall of a fifth as -20.",
        ),
    ]


def _of_outcomes_and_looks(protocol: Protocol) -> list[Fault]:
    decision, cost = protocol.decision, protocol.cost_pounds
    outside = [str(m) for m in decision.looks if m not in protocol.patrols]
    pounds = () if cost is None else (cost.value, cost.low, cost.high)
    return [
        Fault(
            protocol.primary in protocol.secondary,
            "the primary outcome is among the secondary ones.",
            "List it once.",
        ),
        Fault(
            bool(outside),
            f"the look after {(outside or [''])[0]} is not in the patrolled months, "
            f"{protocol.patrols}.",
            "Look after a patrolled month.",
        ),
        Fault(
            not all(p is not None and 0 < p < float("inf") for p in pounds),
            "the cost of the programme is not above 0.",
            "Give it in pounds, or leave it out.",
        ),
        Fault(
            protocol.seed < 0,
            f"the seed {protocol.seed} is below 0.",
            "Use a whole number of 0 or more.",
        ),
        Fault(
            not 1 <= decision.permutations <= MOST_PERMUTATIONS,
            f"{decision.permutations} relabellings cannot be made.",
            f"Ask for 1,999, and for at most {MOST_PERMUTATIONS:,}.",
        ),
        Fault(not protocol.title.strip(), "the protocol has no title.", "Give it one."),
    ]
