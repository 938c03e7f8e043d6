"""The sentences of a design: in short, how it will be judged, and what comes next."""

from __future__ import annotations

from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.publication.evaluation.design.design_parts import parts_of
from beatwise.publication.evaluation.sentences import can_it_answer, in_months, what_would


def in_short(proposal: Proposal) -> tuple[str, ...]:
    """Return the sentences that open the design page and end the command."""
    when = proposal.dates
    late = "" if when.in_time else ", which is too late"
    return (
        can_it_answer(proposal.reach),
        parts_of(proposal).detectable(proposal),
        what_would(proposal.reach),
        (
            f"Last month of data {when.last_data.name}, published about {when.published.name} "
            f"({in_months(when.lag)} after it), report {when.report.name} "
            f"({in_months(when.writing)} "
            f"to write it){late}. The latest start that reports before the office ends in "
            f"{when.office_ends.name} is {when.latest_start.name}."
        ),
    )


def decision(proposal: Proposal) -> tuple[str, ...]:
    """Say how the result will be judged."""
    protocol = proposal.protocol
    rank = (
        f"permutation p, relabelled as the {protocol.design.words.lots} were drawn"
        if protocol.by_lot
        else "placebo rank (never a p-value: the areas were not drawn by lot)"
    )
    estimator = parts_of(proposal).estimator(proposal)
    looks = ", ".join(m.name for m in protocol.decision.looks) or "none before the end"
    return (
        (
            f"One primary outcome: recorded {in_words(protocol.primary)}. Others are secondary and "
            f"their "
            "p-values are adjusted for their number."
        ),
        (f"{estimator}; {rank}; level {protocol.decision.alpha:g}."),
        (
            "“Fell” needs the interval wholly below zero, the "
            f"{'p' if protocol.by_lot else 'rank'} "
            f"at or "
            "below the level, and a design at or above its power floor."
        ),
        (
            f"The smallest change that matters is {protocol.decision.smallest_effect:g} %. “No "
            f"material "
            "change” needs the interval wholly inside it."
        ),
        f"Looks: {looks}.",
        "Displacement: the same estimator on the rings, and on areas and rings together.",
    )


def next_steps() -> tuple[str, ...]:
    """Say what to do with the design."""
    return (
        "Change protocol.toml until it says what you mean.",
        (
            "Lock it (beatwise lock DIR --by ROLE) before the first outcome month is published, "
            "and "
            "deposit its hash outside the office."
        ),
        "After that, every change is a numbered deviation with a reason.",
        "Evaluate it (beatwise evaluate DIR --out DIR) when the last month is there, not before.",
    )
