"""The displacement quotient: did the benefit move away, or spread."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.errors import Refused
from beatwise.evaluation.estimators.counts.count_checks import Pair, check_counts


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
        check_counts(name, pair)
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
