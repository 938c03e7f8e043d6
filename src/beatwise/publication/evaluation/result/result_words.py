"""The sentences of a result: how decided, what moved, what it was worth, what it cannot say."""

from __future__ import annotations

from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.result.result import Result
from beatwise.evaluation.result.value_for_money import UnitCost, Value
from beatwise.evaluation.result.verdict import Verdict
from beatwise.publication.evaluation.result.result_parts import parts_of
from beatwise.publication.evaluation.sentences import change_words, end_words


def how_decided(result: Result) -> tuple[str, ...]:
    """Say how the verdict was reached, step by step."""
    protocol, inside = result.material.protocol, result.primary.inside
    rank = "Permutation p" if protocol.by_lot else "Placebo rank"
    lines = [parts_of(result).units(result)]
    if inside.p_value is None:
        lines.append(inside.refused or "No test could be made.")
    else:
        test = inside.test
        smallest = f" (the smallest this design can give is {test.smallest_p:.2g})" if test else ""
        lines.append(
            f"{rank} {inside.p_value:.3f}{smallest}, against a level of {result.alpha:.3g}."
        )
    if inside.interval_from == "relabelling":
        lines.append(
            "The interval comes from relabelling: fewer than six units were patrolled, too few for "
            "the usual one."
        )
    elif inside.interval_from == "jackknife":
        lines.append(
            "The interval is the jackknife's: the model fitted again with each unit left out in "
            "turn."
        )
    elif inside.interval_from == "CR3":
        lines.append("The interval is cluster-robust (CR3, Satterthwaite degrees of freedom).")
    if protocol.power is None:
        lines.append("The protocol states no power, so the design counts as too small.")
    else:
        reached = "reached" if protocol.can_answer else "did not reach"
        lines.append(
            f"Before it began, the design was said to find a fall of "
            f"{-protocol.decision.smallest_effect:g} % "
            f"{100 * protocol.power.at_smallest_effect:.0f} times "
            f"in 100, and so {reached} its floor of {100 * protocol.decision.power_floor:.0f}."
        )
        if protocol.can_answer and not result.powered and result.power_again is not None:
            lines.append(
                f"But the months before, simulated again, give {100 * result.power_again:.0f} "
                "times in 100. What the protocol states cannot be made again, so the design "
                "counts as too small."
            )
    return tuple(lines)


def displacement_words(result: Result) -> str:
    """Say what happened in the rings, and net."""
    effect = result.primary
    ring, net = (
        change_words(effect.rings.percent, effect.rings.interval),
        change_words(effect.net.percent, effect.net.interval),
    )
    others = parts_of(result).others
    moved = (
        f"In the {result.material.protocol.ring_m:g} m rings around the patrolled areas, against "
        f"those around {others}, recorded {in_words(effect.outcome)} changed by {ring}. "
        f"Areas and rings together changed by {net}."
    )
    if effect.prevented_net is None:
        return moved
    net_of_it = effect.prevented_net
    return (
        f"{moved} Net of any displacement that is {net_of_it.value:,.0f} incidents fewer than "
        "expected "
        f"({end_words(net_of_it.low)} to {end_words(net_of_it.high)}; below zero means more)."
    )


def secondary_words(result: Result) -> tuple[str, ...]:
    """Say each secondary outcome, labelled so."""
    lines = []
    for effect in result.secondary:
        p = "no test" if effect.adjusted_p is None else f"adjusted {effect.adjusted_p:.3f}"
        lines.append(
            f"Recorded {in_words(effect.outcome)} (secondary): "
            f"{change_words(effect.inside.percent, effect.inside.interval)}, {p}. It does not "
            "decide."
        )
    return tuple(lines)


def synthetic_words(result: Result) -> str:
    """Say the cross-check."""
    control = result.primary.synthetic
    if control is None:
        return ""
    rank = "" if control.p_value is None else f", placebo rank {control.p_value:.3f}"
    return (
        "Cross-check by synthetic control (a weighted mix of comparison units): "
        f"{control.estimate:+.2f} incidents a unit and month, fit before {control.fit:.2f}{rank}."
    )


def value_words(value: Value | None) -> tuple[str, ...]:
    """Say what it was worth, or only the break-even where the verdict cannot tell."""
    if value is None:
        return ("No cost of the programme was given, so nothing can be said of its value.",)
    lines = [f"The programme cost £{value.cost_pounds:,.0f}."]
    if value.unit is not None:
        lines.append(_unit_cost(value.unit))
        lines += [value.unit.mix] if value.unit.mix else []
    else:
        each = (100, 1_000)
        needed = " and ".join(f"{value.cost_pounds / p:,.0f} at £{p:,}" for p in each)
        lines.append(
            f"No unit cost of recorded {in_words(value.outcome)} that was checked is at hand, so "
            f"it has no value in pounds here. To pay for itself it had to prevent {needed} an "
            "incident."
        )
    if value.break_even is not None:
        lines.append(f"To pay for itself it had to prevent {value.break_even:,.0f} incidents.")
    if value.prevented is None:
        lines.append("Whether it prevented any is not known, so no value is claimed.")
        return tuple(lines)
    prevented = value.prevented
    if prevented.value < 0:
        lines.append(
            f"There were {-prevented.value:,.0f} more incidents than expected, net: it prevented "
            "none, and "
            "no value is claimed."
        )
        return tuple(lines)
    lines.append(
        f"It prevented {prevented.value:,.0f} incidents ({end_words(prevented.low)} to "
        f"{end_words(prevented.high)}), net."
    )
    if value.worth is not None:
        worth = value.worth
        ends = f"£{end_words(worth.low)} to £{end_words(worth.high)}"
        lines.append(f"Worth £{worth.value:,.0f} ({ends}).")
    if value.cost_per_prevented is not None:
        lines.append(f"That is £{value.cost_per_prevented:,.0f} for each incident prevented.")
    return tuple(lines)


def _unit_cost(unit: UnitCost) -> str:
    verification = f"checked by {unit.checked_by}" if unit.verified else "NOT VERIFIED"
    printed = f", as printed in {unit.seen_in}" if unit.seen_in else ""
    return (
        f"One incident is taken to cost society £{unit.pounds:,.0f} in "
        f"{unit.prices or unit.price_year} prices, not uprated ({unit.source}{printed}; "
        f"{verification})."
    )


def limits(result: Result) -> tuple[str, ...]:
    """Say what the result cannot say."""
    protocol = result.material.protocol
    lines = [
        (
            "These are recorded incidents. Patrols make people report, and officers record what "
            "they "
            "see: recording may bias the figure either way."
        ),
        "Anti-social behaviour is incidents and everything else is crime; they are never added.",
    ]
    lines += parts_of(result).limits
    if not protocol.by_lot:
        lines.append(
            "The patrolled areas were not drawn by lot. Whatever else set them apart is in the "
            "figure, and the rank is not a p-value."
        )
    if protocol.from_police_uk:
        lines.append(
            "Locations are moved to shared map points, so incidents near an edge may be counted on "
            "the wrong side of it."
        )
        lines.append(
            "Outcome months are published as they come, so anybody could have seen them before the "
            "end, those who plan patrols included."
        )
    if result.standing.retrospective:
        lines.append(
            "Outcome months were public before the protocol was locked, so whoever wrote it may "
            "have known the answer."
        )
    if result.verdict in (Verdict.LOWER_UNRELIABLE, Verdict.HIGHER_UNRELIABLE):
        lines.append(
            "A study this small finds a change only when chance adds to it, so the size is "
            "probably "
            "overstated."
        )
    if result.material.missing:
        months = ", ".join(str(m) for m in result.material.missing[:8])
        lines.append(f"Months without data stay missing and are never zero: {months}.")
    return (*lines, *protocol.warnings)
