"""What the page of a design says of stepped starts."""

from __future__ import annotations

from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.plurals import counted
from beatwise.publication.evaluation.sentences import detectable
from beatwise.publication.formats.document import Block, Column, Table


def steps(proposal: Proposal) -> int:
    """Return how many steps there are."""
    return len({area.start for area in proposal.protocol.areas if area.start})


def units(proposal: Proposal) -> str:
    """Say how the table of power speaks of its units."""
    return f"in {steps(proposal)} steps"


def detectable_in_steps(proposal: Proposal) -> str:
    """Say the smallest fall that the design would find four times in five."""
    effect = proposal.reach.detectable
    return detectable(effect, f"{counted(effect.treated_areas, 'unit')} in {steps(proposal)} steps")


def schedule(proposal: Proposal) -> list[Block]:
    """Return the steps, and who is still waiting."""
    return [_table(proposal)]


def _table(proposal: Proposal) -> Table:
    protocol = proposal.protocol
    units = {area.unit: area for area in reversed(protocol.areas)}.values()
    starts = sorted({area.start for area in units if area.start})
    rows = tuple(
        (f"step {i + 1}", start.name, sum(area.start == start for area in units),
         (protocol.patrols.last.number if i + 1 == len(starts) else starts[i + 1].number - 1)
         - start.number + 1,
         sum(area.start is not None and area.start > start for area in units))
        for i, start in enumerate(starts)
    )  # fmt: skip
    return Table(
        "steps", "The steps, and who is still waiting",
        (Column("Step"), Column("Starts"), Column("Units that start", True),
         Column("Months until the next, or the end", True), Column("Units still waiting", True)),
        rows,
        note="Units that have started are compared with those still waiting, month by month.",
    )  # fmt: skip
