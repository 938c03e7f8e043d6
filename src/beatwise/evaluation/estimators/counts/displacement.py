"""Counts before and after: the weighted displacement difference and the displacement quotient.

Both compare a treated area with a comparison area, and their buffers with each other. They are
the counts story: simple, checkable by hand, and on real English months over-confident (a true
null is rejected 9-25 % of the time), which is why they never stand alone in a report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import NamedTuple

from scipy.stats import norm

from beatwise.errors import BadInput, Refused


Pair = tuple[float, float]


class AreaWeights(NamedTuple):
    """The sizes of the four areas that are compared."""

    control: float = 1
    treated: float = 1
    displacement_control: float = 1
    displacement_treated: float = 1


@dataclass(frozen=True, slots=True)
class CountsDifference:
    """A difference of count changes, in incidents (or incidents per weight), with its interval.

    ``p_value`` is two-sided and, like the standard error, supposes Poisson counts.
    """

    estimate: float
    standard_error: float
    z: float | None
    interval: tuple[float, float]
    p_value: float | None
    alpha: float


@dataclass(frozen=True, slots=True)
class WeightedDisplacementDifference:
    """The total, and its local and displacement parts; negative means fewer incidents."""

    total: CountsDifference
    local: CountsDifference
    displacement: CountsDifference | None

    @property
    def estimate(self) -> float:
        """The total change in incidents."""
        return self.total.estimate

    @property
    def standard_error(self) -> float:
        """Its Poisson standard error."""
        return self.total.standard_error

    @property
    def z(self) -> float | None:
        """Estimate over standard error; none where no incident was counted."""
        return self.total.z

    @property
    def interval(self) -> tuple[float, float]:
        """Its interval at ``1 - alpha``."""
        return self.total.interval

    @property
    def p_value(self) -> float | None:
        """Its two-sided normal p-value."""
        return self.total.p_value


def wdd(
    treated: Pair,
    control: Pair,
    displacement_treated: Pair | None = None,
    displacement_control: Pair | None = None,
    *,
    time_weights: Pair = (1, 1),
    area_weights: Sequence[float] = AreaWeights(),
    alpha: float = 0.05,
) -> WeightedDisplacementDifference:
    """Return the weighted displacement difference of Wheeler & Ratcliffe (2018).

    Parameters
    ----------
    treated, control, displacement_treated, displacement_control
        (before, after) counts, not negative. An absent displacement pair counts as (0, 0).
    time_weights
        The lengths of the periods before and after.
    area_weights
        The sizes of control, treated, displacement control and displacement treated, in that order.
    alpha
        One minus the coverage of the intervals.

    Raises
    ------
    BadInput
        For a count below 0 or missing, or a weight or alpha outside its range.
    Refused
        When nothing at all was counted: an interval of no width would be no knowledge.

    Notes
    -----
    Each count c becomes c / (w a) and its Poisson variance c / (w a)^2. Crime Science 7:11,
    doi 10.1186/s40163-018-0085-5.
    """
    _check_lengths(time_weights, area_weights)
    _check_weights((*time_weights, *area_weights), alpha)
    sizes = AreaWeights(*area_weights)
    pairs = {
        "treated": treated, "control": control, "displacement treated": displacement_treated,
        "displacement control": displacement_control,
    }  # fmt: skip
    for name, pair in pairs.items():
        if pair is not None or name in ("treated", "control"):
            _check_counts(name, pair)
    if not any(count for pair in pairs.values() if pair is not None for count in pair):
        raise Refused(
            "Nothing was counted, before or after, so nothing can be compared.",
            next_step="Pool more months or areas, or choose another outcome.",
        )
    local = _signed_terms(treated, sizes.treated, control, sizes.control, time_weights)
    buffers = _signed_terms(
        (0, 0) if displacement_treated is None else displacement_treated,
        sizes.displacement_treated,
        (0, 0) if displacement_control is None else displacement_control,
        sizes.displacement_control,
        time_weights,
    )
    has_buffer = displacement_treated is not None or displacement_control is not None
    return WeightedDisplacementDifference(
        total=_difference(local[0] + buffers[0], local[1] + buffers[1], alpha),
        local=_difference(*local, alpha),
        displacement=_difference(*buffers, alpha) if has_buffer else None,
    )


def wdd_harm(
    differences: Sequence[WeightedDisplacementDifference],
    weights: Sequence[float],
    alpha: float = 0.05,
) -> CountsDifference:
    """Return the harm-weighted total over kinds of crime: sum of weight times estimate.

    Raises ``BadInput`` when the weights do not match the kinds.
    """
    if len(differences) != len(weights):
        raise BadInput(
            f"{len(differences)} kinds of crime were given {len(weights)} weights.",
            next_step="Give one weight for each kind.",
        )
    estimate = sum(w * d.estimate for w, d in zip(weights, differences, strict=True))
    variance = sum((w * d.standard_error) ** 2 for w, d in zip(weights, differences, strict=True))
    return _difference(estimate, variance, alpha)


@dataclass(frozen=True, slots=True)
class DisplacementQuotient:
    """Bowers & Johnson's quotient with the effects it is read beside.

    ``estimate`` above 1: diffusion greater than the effect; 0 to 1: diffusion; -1 to 0:
    displacement smaller than the benefit; below -1: displacement wiped out the benefit.
    """

    estimate: float
    gross_effect: float
    net_effect: float
    total_net_effect: float
    success_measure: float
    buffer_measure: float
    reading: str


def displacement_quotient(treated: Pair, control: Pair, buffer: Pair) -> DisplacementQuotient:
    """Return the weighted displacement quotient with gross, net and total net effect.

    Each pair is (before, after). Refused where it is undefined: a comparison count of 0, or a
    treated area that did not improve against its comparison (there is then nothing to displace).
    Bowers & Johnson 2003; Guerette 2009, appendix B.
    """
    for name, pair in (("treated", treated), ("control", control), ("buffer", buffer)):
        _check_counts(name, pair)
    (tb, ta), (cb, ca), (db, da) = treated, control, buffer
    if cb == 0 or ca == 0:
        raise Refused(
            "The displacement quotient is undefined: a comparison count is 0.",
            next_step="Use the weighted displacement difference, or a larger comparison area.",
        )
    success = ta / ca - tb / cb
    if success >= 0:
        raise Refused(
            "The displacement quotient is undefined: the treated area did not improve against its "
            "comparison, so there is no benefit to be displaced.",
            next_step="Report the net effect and leave the quotient out.",
        )
    moved = da / ca - db / cb
    growth = ca / cb
    quotient = moved / success
    return DisplacementQuotient(
        estimate=quotient,
        gross_effect=tb - ta,
        net_effect=tb / cb - ta / ca,
        total_net_effect=(tb * growth - ta) + (db * growth - da),
        success_measure=success,
        buffer_measure=moved,
        reading=_reading(quotient),
    )


def _reading(quotient: float) -> str:
    if quotient > 1:
        return "diffusion of benefit greater than the effect itself"
    if quotient > 0:
        return "diffusion of benefit"
    if quotient == 0:
        return "neither displacement nor diffusion"
    if quotient >= -1:
        return "displacement smaller than the benefit"
    return "displacement wiped out the benefit"


def _signed_terms(
    plus: Pair, plus_size: float, minus: Pair, minus_size: float, time_weights: Pair
) -> tuple[float, float]:
    """Return the estimate and variance of (change in plus) - (change in minus)."""
    estimate = variance = 0.0
    for sign, pair, size in ((1, plus, plus_size), (-1, minus, minus_size)):
        for when, count, length in ((-1, pair[0], time_weights[0]), (1, pair[1], time_weights[1])):
            scale = length * size
            estimate += sign * when * count / scale
            variance += count / scale**2
    return estimate, variance


def _difference(estimate: float, variance: float, alpha: float) -> CountsDifference:
    error = sqrt(variance)
    reach = float(norm.ppf(1 - alpha / 2)) * error
    z = estimate / error if error else None
    return CountsDifference(
        estimate=estimate,
        standard_error=error,
        z=z,
        interval=(estimate - reach, estimate + reach),
        p_value=float(2 * norm.sf(abs(z))) if z is not None else None,
        alpha=alpha,
    )


def _check_counts(name: str, pair: Pair | None) -> None:
    if pair is None or not _numbers(pair, 2) or any(not c >= 0 for c in pair):
        raise BadInput(
            f"the {name} counts {_as_text(pair)} are not two numbers of 0 or more.",
            next_step="Give the count before and the count after.",
        )


def _numbers(values: Sequence[float], number: int) -> bool:
    """Whether this is so many finite numbers."""
    try:
        return len(values) == number and all(isfinite(value) for value in values)
    except TypeError:
        return False


def _as_text(values: Sequence[float] | None) -> str:
    try:
        return str(tuple(values)) if values is not None else "none"
    except TypeError:
        return repr(values)


def _check_lengths(time_weights: Sequence[float], area_weights: Sequence[float]) -> None:
    for weights, number, words in (
        (time_weights, 2, "before and after"),
        (area_weights, 4, "control, treated, displacement control and displacement treated"),
    ):
        if not _numbers(weights, number):
            raise BadInput(
                f"{len(weights)} weights were given where {number} numbers belong: "
                f"{_as_text(weights)}.",
                next_step=f"Give one for each of: {words}.",
            )


def _check_weights(weights: Sequence[float], alpha: float) -> None:
    if any(not w > 0 for w in weights):
        raise BadInput(
            f"the weights {_as_text(weights)} are not all above 0.",
            next_step="Give lengths and sizes as positive numbers.",
        )
    if not 0 < alpha < 1:
        raise BadInput(f"alpha {alpha} is not between 0 and 1.", next_step="Use 0.05 for 95 %.")
