"""The sentences of a result: how decided, what moved, what it was worth, what it cannot say."""

from __future__ import annotations

from beatwise.evaluation.outcome_words import in_words
from beatwise.evaluation.result import Result
from beatwise.evaluation.verdict import Verdict


def how_decided(result: Result) -> tuple[str, ...]:
    """Say how the verdict was reached, step by step."""
    read, inside = result.material.protocol, result.primary.inside
    rank = "Permutation p" if read.drawn else "Placebo rank"
    units = (
        f"{len({a.unit for a in read.areas if a.treated})} patrolled and "
        f"{len({a.unit for a in read.areas if not a.treated})} comparison units ({read.unit})"
    )
    said = [f"Judged at the level at which patrols were assigned: {units}."]
    if inside.p_value is None:
        said.append(inside.refused or "No test could be made.")
    else:
        test = inside.test
        smallest = f" (the smallest this design can give is {test.smallest_p:.2g})" if test else ""
        said.append(
            f"{rank} {inside.p_value:.3f}{smallest}, against a level of {result.alpha:.3g}."
        )
    if inside.interval_from == "relabelling":
        said.append(
            "The interval comes from relabelling: fewer than six units were patrolled, too few for "
            "the usual one."
        )
    elif inside.interval_from == "CR3":
        said.append("The interval is cluster-robust (CR3, Satterthwaite degrees of freedom).")
    if read.power is None:
        said.append("The protocol states no power, so the design counts as too small.")
    else:
        reached = "reached" if read.can_answer else "did not reach"
        said.append(
            f"Before it began, the design was said to find a fall of "
            f"{-read.decision.smallest_effect:g} % {100 * read.power.at_smallest_effect:.0f} % of "
            f"the time, and so {reached} its floor of {100 * read.decision.power_floor:.0f} %."
        )
    return tuple(said)


def displacement_words(result: Result) -> str:
    """Say what happened in the rings, and net."""
    found = result.primary
    ring, net = (
        _figures(found.rings.percent, found.rings.interval),
        _figures(found.net.percent, found.net.interval),
    )
    moved = (
        f"In the {result.material.protocol.ring_m:g} m rings around the patrolled areas, against "
        f"those around the comparison areas, recorded {in_words(found.outcome)} changed by {ring}. "
        f"Areas and rings together changed by {net}."
    )
    if found.prevented_net is None:
        return moved
    value, low, high = found.prevented_net
    return (
        f"{moved} Net of any displacement that is {value:,.0f} incidents fewer than expected "
        f"({_end(low)} to {_end(high)}; below zero means more)."
    )


def secondary_words(result: Result) -> tuple[str, ...]:
    """Say each secondary outcome, labelled so."""
    said = []
    for found in result.secondary:
        p = "no test" if found.adjusted_p is None else f"adjusted {found.adjusted_p:.3f}"
        said.append(
            f"Recorded {in_words(found.outcome)} (secondary): "
            f"{_figures(found.inside.percent, found.inside.interval)}, {p}. It does not decide."
        )
    return tuple(said)


def synthetic_words(result: Result) -> str:
    """Say the cross-check."""
    found = result.primary.synthetic
    if found is None:
        return ""
    rank = "" if found.p_value is None else f", placebo rank {found.p_value:.3f}"
    return (
        "Cross-check by synthetic control (a weighted mix of comparison units): "
        f"{found.estimate:+.2f} incidents a unit and month, fit before {found.fit:.2f}{rank}."
    )


def value_words(result: Result) -> tuple[str, ...]:
    """Say what it was worth, or only the break-even where the verdict cannot tell."""
    found = result.value
    if found is None:
        return ("No cost of the programme was given, so nothing can be said of its value.",)
    said = [f"The programme cost £{found.cost_pounds:,.0f}."]
    if found.unit is not None:
        checked = f"checked by {found.unit.checked_by}" if found.unit.verified else "NOT VERIFIED"
        said.append(
            f"One incident is taken to cost £{found.unit.pounds:,.0f} ({found.unit.price_year} "
            f"prices, {found.unit.source}; {checked})."
        )
    if found.break_even is not None:
        said.append(f"To pay for itself it had to prevent {found.break_even:,.0f} incidents.")
    if found.prevented is None:
        said.append("Whether it did cannot be told, so no value is claimed.")
        return tuple(said)
    value, low, high = found.prevented
    said.append(f"It prevented {value:,.0f} incidents ({_end(low)} to {_end(high)}), net.")
    if found.worth is not None:
        worth, least, most = found.worth
        said.append(f"Worth £{worth:,.0f} (£{_end(least)} to £{_end(most)}).")
    if found.cost_per_prevented is not None:
        said.append(f"That is £{found.cost_per_prevented:,.0f} for each incident prevented.")
    return tuple(said)


def limits(result: Result) -> tuple[str, ...]:
    """Say what the result cannot say."""
    read = result.material.protocol
    said = [
        (
            "These are recorded incidents. Patrols make people report, and officers record what "
            "they "
            "see: recording may bias the figure either way."
        ),
        "Anti-social behaviour is incidents and everything else is crime; they are never added.",
    ]
    if not read.drawn:
        said.append(
            "The patrolled areas were not drawn by lot. Whatever else set them apart is in the "
            "figure, and the rank is not a p-value."
        )
    if read.source == "data.police.uk":
        said.append(
            "Locations are moved to shared map points, so incidents near an edge may be counted on "
            "the wrong side of it."
        )
        said.append(
            "Outcome months are published as they come, so anybody could have seen them before the "
            "end, those who plan patrols included."
        )
    if result.standing.retrospective:
        said.append(
            "Outcome months were public before the protocol was locked, so whoever wrote it may "
            "have known the answer."
        )
    if result.verdict in (Verdict.LOWER_UNRELIABLE, Verdict.HIGHER_UNRELIABLE):
        said.append(
            "A study this small finds a change only when chance adds to it, so the size is "
            "probably "
            "overstated."
        )
    if result.material.missing:
        months = ", ".join(str(m) for m in result.material.missing[:8])
        said.append(f"Months without data stay missing and are never zero: {months}.")
    return (*said, *read.warnings)


def _figures(percent: float | None, interval: tuple[float | None, float | None] | None) -> str:
    if percent is None:
        return "an amount that cannot be formed (a count is 0)"
    if interval is None:
        return f"{percent:+.0f} % (no interval)"
    low, high = (("no end" if e is None else f"{e:+.0f} %") for e in interval)
    return f"{percent:+.0f} % ({low} to {high})"


def _end(value: float | None) -> str:
    return "no end" if value is None else f"{value:,.0f}"
