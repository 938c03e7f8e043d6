"""What the page of a design says where units are compared month by month."""

from __future__ import annotations

from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.plurals import counted
from beatwise.publication.evaluation.sentences import detectable


def assignment(proposal: Proposal) -> str:
    """Say at which level and how areas were assigned."""
    protocol = proposal.protocol
    return f"by {protocol.unit}, {protocol.assignment}, seed {protocol.seed}"


def simulated_from(proposal: Proposal) -> str:
    """Say what the power was simulated from."""
    v, d = proposal.traits.variance_ratio, proposal.traits.drift
    return (
        f"variance ratio {v.value:.2f} ({v.low:.2f} to {v.high:.2f}), drift {d.value:.2f} "
        f"({d.low:.2f} to {d.high:.2f}{', supposed' if proposal.traits.drift_assumed else ''})"
    )


def detectable_side_by_side(proposal: Proposal) -> str:
    """Say the smallest fall that the design would find four times in five."""
    effect = proposal.reach.detectable
    units = f"{effect.treated_areas} patrolled and {effect.comparison_areas} comparison units"
    return detectable(effect, units)


def estimator(proposal: Proposal) -> str:
    """Say what will be estimated."""
    return f"Poisson difference-in-differences by {proposal.protocol.unit}"


def history(proposal: Proposal) -> tuple[str, ...]:
    """Say what the months before show."""
    traits = proposal.traits
    drift = (
        f"Drift: {counted(traits.months, 'month')} {'is' if traits.months == 1 else 'are'} "
        f"too few to show it; {traits.drift.low:.2f} to "
        f"{traits.drift.high:.2f} is supposed, the range of busy areas elsewhere."
        if traits.drift_assumed
        else f"Drift: a unit's level changes by itself by {100 * traits.drift.value:.0f} % or so "
        f"from "
        f"one year to the next ({traits.drift.low:.2f} to {traits.drift.high:.2f})."
    )
    ratio = traits.variance_ratio
    words = [
        (
            f"The middle unit records {traits.typical:.1f} a month; "
            f"{counted(traits.areas, 'unit')}, "
            f"{traits.months} "
            "months."
        ),
        (
            f"Variance ratio: {ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f} over "
            f"windows of "
            f"{traits.window} months); 1 would be pure chance."
        ),
        drift,
    ]
    if traits.season is not None:
        words.append(f"Season: months swing by {100 * traits.season:.0f} % about the mean.")
    return tuple(words)
