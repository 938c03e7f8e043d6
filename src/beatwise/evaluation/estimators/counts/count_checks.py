"""What can be wrong with counts before and after, and with their weights."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from beatwise.errors import BadInput


Pair = tuple[float, float]  # before and after


def check_counts(name: str, pair: Pair | None) -> None:
    """Raise ``BadInput`` unless these are two counts of 0 or more."""
    if pair is None or not _numbers(pair, 2) or any(not c >= 0 for c in pair):
        raise BadInput(
            f"the {name} counts {_as_text(pair)} are not two numbers of 0 or more.",
            next_step="Give the count before and the count after.",
        )


def check_lengths(time_weights: Sequence[float], area_weights: Sequence[float]) -> None:
    """Raise ``BadInput`` unless there is a weight for each period and each area."""
    for weights, number, words in (
        (time_weights, 2, "before and after"),
        (area_weights, 4, "treated, control, displacement treated and displacement control"),
    ):
        if not _numbers(weights, number):
            raise BadInput(
                f"{len(weights)} weights were given where {number} numbers belong: "
                f"{_as_text(weights)}.",
                next_step=f"Give one for each of: {words}.",
            )


def check_weights(weights: Sequence[float], alpha: float) -> None:
    """Raise ``BadInput`` for a weight that is not above 0, or an alpha outside 0 to 1."""
    if any(not w > 0 for w in weights):
        raise BadInput(
            f"the weights {_as_text(weights)} are not all above 0.",
            next_step="Give lengths and sizes as positive numbers.",
        )
    if not 0 < alpha < 1:
        raise BadInput(f"alpha {alpha} is not between 0 and 1.", next_step="Use 0.05 for 95 %.")


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
