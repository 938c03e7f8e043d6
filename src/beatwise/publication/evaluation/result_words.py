"""The sentences of a result: how decided, what moved, what it was worth, what it cannot say."""

from __future__ import annotations

from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.result.result import Result
from beatwise.evaluation.result.value_for_money import UnitCost, Value
from beatwise.evaluation.result.verdict import Verdict
from beatwise.publication.evaluation.stepped_parts import STEPPED_LIMIT, stepped_units


def how_decided(result: Result) -> tuple[str, ...]:
    """Say how the verdict was reached, step by step."""
    read, inside = result.material.protocol, result.primary.inside
    rank = "Permutation p" if read.drawn else "Placebo rank"
    units = (
        f"{len({a.unit for a in read.areas if a.treated})} patrolled and "
        f"{len({a.unit for a in read.areas if not a.treated})} comparison units ({read.unit})"
    )
    said = [f"Judged at the level at which patrols were assigned: {units}."]
    if read.kind == "stepped":
        said = [stepped_units(result)]
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
    elif inside.interval_from == "jackknife":
        said.append(
            "The interval is the jackknife's: the model fitted again with each unit left out in "
            "turn."
        )
    elif inside.interval_from == "CR3":
        said.append("The interval is cluster-robust (CR3, Satterthwaite degrees of freedom).")
    if read.power is None:
        said.append("The protocol states no power, so the design counts as too small.")
    else:
        reached = "reached" if read.can_answer else "did not reach"
        said.append(
            f"Before it began, the design was said to find a fall of "
            f"{-read.decision.smallest_effect:g} % {100 * read.power.at_smallest_effect:.0f} times "
            f"in 100, and so {reached} its floor of {100 * read.decision.power_floor:.0f}."
        )
        if read.can_answer and not result.powered and result.power_again is not None:
            said.append(
                f"But the months before, simulated again, give {100 * result.power_again:.0f} "
                "times in 100. What the protocol states cannot be made again, so the design "
                "counts as too small."
            )
    return tuple(said)


def displacement_words(result: Result) -> str:
    """Say what happened in the rings, and net."""
    found = result.primary
    ring, net = (
        _figures(found.rings.percent, found.rings.interval),
        _figures(found.net.percent, found.net.interval),
    )
    stepped = result.material.protocol.kind == "stepped"
    others = "areas not yet patrolled" if stepped else "the comparison areas"
    moved = (
        f"In the {result.material.protocol.ring_m:g} m rings around the patrolled areas, against "
        f"those around {others}, recorded {in_words(found.outcome)} changed by {ring}. "
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


def value_words(found: Value | None) -> tuple[str, ...]:
    """Say what it was worth, or only the break-even where the verdict cannot tell."""
    if found is None:
        return ("No cost of the programme was given, so nothing can be said of its value.",)
    said = [f"The programme cost £{found.cost_pounds:,.0f}."]
    if found.unit is not None:
        said.append(_unit_cost(found.unit))
        said += [found.unit.mix] if found.unit.mix else []
    else:
        each = (100, 1_000)
        needed = " and ".join(f"{found.cost_pounds / p:,.0f} at £{p:,}" for p in each)
        said.append(
            f"No unit cost of recorded {in_words(found.outcome)} that was checked is at hand, so "
            f"it has no value in pounds here. To pay for itself it had to prevent {needed} an "
            "incident."
        )
    if found.break_even is not None:
        said.append(f"To pay for itself it had to prevent {found.break_even:,.0f} incidents.")
    if found.prevented is None:
        said.append("Whether it prevented any cannot be told, so no value is claimed.")
        return tuple(said)
    value, low, high = found.prevented
    if value < 0:
        said.append(
            f"There were {-value:,.0f} more incidents than expected, net: it prevented none, and "
            "no value is claimed."
        )
        return tuple(said)
    said.append(f"It prevented {value:,.0f} incidents ({_end(low)} to {_end(high)}), net.")
    if found.worth is not None:
        worth, least, most = found.worth
        said.append(f"Worth £{worth:,.0f} (£{_end(least)} to £{_end(most)}).")
    if found.cost_per_prevented is not None:
        said.append(f"That is £{found.cost_per_prevented:,.0f} for each incident prevented.")
    return tuple(said)


def _unit_cost(unit: UnitCost) -> str:
    checked = f"checked by {unit.checked_by}" if unit.verified else "NOT VERIFIED"
    seen = f", as printed in {unit.seen_in}" if unit.seen_in else ""
    return (
        f"One incident is taken to cost society £{unit.pounds:,.0f} in "
        f"{unit.prices or unit.price_year} prices, not uprated ({unit.source}{seen}; {checked})."
    )


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
    if read.kind == "stepped":
        said.append(STEPPED_LIMIT)
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
