"""A design as JSON values: what its page says, as ``beatwise design --json`` prints it."""

from __future__ import annotations

from beatwise.clock import Month
from beatwise.evaluation.power.daily_history import DayTraits
from beatwise.evaluation.power.monthly_history import Range, Traits
from beatwise.evaluation.power.reach import Reach
from beatwise.evaluation.protocol.calendar import Dates
from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.publication.evaluation.design.design_words import in_short
from beatwise.publication.evaluation.sentences import known_to


def as_json(proposal: Proposal) -> dict[str, object]:
    """Return a design as JSON values."""
    protocol, reach = proposal.protocol, proposal.reach
    smallest_p = reach.detectable.smallest_p
    return {
        "sentences": list(in_short(proposal)),
        "can_answer": reach.can_answer,
        "smallest_p": smallest_p,
        "permutation_refused": smallest_p > protocol.decision.alpha,
        "power": _power(reach),
        "traits": _traits(proposal.traits),
        "day_traits": None if proposal.day_traits is None else _day_traits(proposal.day_traits),
        "calendar": _calendar(proposal.dates),
        "outcomes": list(protocol.outcomes),
        "before": str(protocol.before),
        "patrols": str(protocol.patrols),
        "missing": [str(month) for month in proposal.missing],
        "assignment": protocol.assignment,
        "unit": protocol.unit,
        "seed": protocol.seed,
        "areas": [
            {
                "id": a.id, "name": a.name, "role": a.role, "unit": a.unit, "block": a.block,
                "count_before": int(proposal.counts[i].sum()),
            }
            for i, a in enumerate(protocol.areas)
        ],
        "excluded": [{"name": n, "reason": w} for n, w in protocol.excluded],
        "warnings": list(protocol.warnings),
        "theory_gaps": list(proposal.theory_gaps),
        "hot_spot_lists": [{"file": f, "hash": h} for f, h in proposal.hot_spot_hashes],
        "months": [str(Month(m)) for m in proposal.months],
    }  # fmt: skip


def _power(reach: Reach) -> dict[str, object]:
    best, at_smallest = reach.detectable, reach.at_smallest
    return {
        "smallest_effect": reach.smallest_effect,
        "floor": reach.floor,
        "at_smallest_effect": at_smallest.middle,
        "at_lowest_and_highest_noise": [at_smallest.lowest_noise, at_smallest.highest_noise],
        "replications": best.replications,
        "monte_carlo_interval": list(known_to(at_smallest.middle, best.replications)),
        "detectable_effect": best.estimate,
        "detectable_range": list(best.interval),
        "curve": [list(point) for point in best.curve],
        "table": [
            {
                "effect": c.effect, "months": c.months, "treated": c.treated,
                "comparison": c.comparison, "power": c.power,
            }
            for c in reach.table
        ],
        "tried": [{"change": c.words, "power": c.power} for c in reach.tried],
        "cheapest": None if reach.cheapest is None else reach.cheapest.words,
    }  # fmt: skip


def _traits(traits: Traits) -> dict[str, object]:
    return {
        "months": traits.months,
        "areas": traits.areas,
        "median_a_month": traits.typical,
        "variance_ratio": _range(traits.variance_ratio),
        "drift": _range(traits.drift),
        "drift_assumed": traits.drift_assumed,
        "season": traits.season,
    }


def _day_traits(traits: DayTraits) -> dict[str, object]:
    return {
        "weeks": traits.weeks,
        "areas": traits.areas,
        "median_a_week": traits.typical,
        "variance_ratio": _range(traits.variance_ratio),
        "busiest_weekday_over_quietest": traits.busiest,
    }


def _calendar(dates: Dates) -> dict[str, object]:
    return {
        "last_data": str(dates.last_data),
        "published_after": dates.lag,
        "published": str(dates.published),
        "writing": dates.writing,
        "report": str(dates.report),
        "office_ends": str(dates.office_ends),
        "latest_start": str(dates.latest_start),
        "in_time": dates.in_time,
    }


def _range(values: Range) -> list[float]:
    return [values.value, values.low, values.high]
