"""Share hours between towns by a stated rule, exactly, and see how much the rule matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.errors import Infeasible, UsageError
from beatwise.largest_remainder import hand_out


@dataclass(frozen=True, slots=True)
class HourShares:
    """Hours shared by one rule.

    Parameters
    ----------
    rule
        The rule in words.
    hours
        Hours for each town, in order, summing to exactly what was shared; zero where not chosen.
    fair
        What each town's weight alone would have given it.
    """

    rule: str
    hours: tuple[float, ...]
    fair: tuple[float, ...]


def share_hours(
    weights: Sequence[float] | np.ndarray,
    hours: float,
    minimum: float,
    rule: str,
    step: float = 1.0,
) -> HourShares:
    """Share ``hours`` in proportion to ``weights``, each chosen town getting the minimum or more.

    A town whose proportional share is under half the minimum is left out, lowest first, for the
    minimum would more than double its due; so is the lowest while there are not enough hours for
    every minimum. Of the rest, those whose share is under the minimum get the minimum, and the
    others share what remains in proportion to weight, in whole steps by largest remainder (ties to
    the earlier town), so that it sums exactly.

    Parameters
    ----------
    weights
        One a town, not negative.
    hours, minimum, step
        In hours; ``hours`` a whole number of steps.

    Raises
    ------
    UsageError
        Hours that are not a positive whole number of steps, or a minimum below zero.
    Infeasible
        Not even one town can have the minimum.
    """
    total = round(hours / step)
    if total < 1 or abs(total * step - hours) > 1e-9:
        raise UsageError(
            f"{hours:g} hours cannot be shared in steps of {step:g}.",
            next_step="Give a positive number of whole or quarter hours.",
        )
    if minimum < 0:
        raise UsageError(
            f"a minimum of {minimum:g} hours is below zero.", next_step="Give --minimum 0 or more."
        )
    least = int(np.ceil(round(minimum / step, 9)))
    weight = np.asarray(weights, dtype=float)
    if least > total:
        raise Infeasible(
            f"{hours:g} hours are less than the {minimum:g} that one town needs at least.",
            next_step="Give more hours, or a lower --minimum.",
        )
    fair = weight / weight.sum() * hours if weight.sum() > 0 else np.zeros(len(weight))
    towns = _towns_worth_patrolling(weight, total, least)
    steps = np.zeros(len(weight), np.int64)
    steps[towns] = _with_floor(weight[towns], total, least)
    return HourShares(rule, tuple((steps * step).tolist()), tuple(fair.tolist()))


def _with_floor(weight: np.ndarray, total: int, least: int) -> np.ndarray:
    """Share in proportion, raising to the floor whoever would fall below it."""
    raised = np.zeros(len(weight), bool)
    while True:
        rest = total - least * int(raised.sum())
        free = weight[~raised]
        due = weight / free.sum() * rest if free.sum() > 0 else np.zeros_like(weight)
        low = ~raised & (due < least)
        if not low.any():
            steps = np.full(len(weight), least, np.int64)
            steps[~raised] = largest_remainder(free, rest)
            return steps
        raised |= low


def largest_remainder(weights: np.ndarray, total: int) -> np.ndarray:
    """Return whole numbers in proportion to ``weights`` that sum to ``total`` (Hamilton)."""
    if len(weights) == 0 or weights.sum() <= 0:
        return np.zeros(len(weights), np.int64)
    exact = weights / weights.sum() * total
    whole = np.floor(exact + 1e-9).astype(np.int64)
    remainders = np.round(exact - whole, 9).tolist()
    return np.array(hand_out(whole.tolist(), remainders, total), np.int64)


def _towns_worth_patrolling(weight: np.ndarray, total: int, least: int) -> np.ndarray:
    """Return the towns that are not left out, in order."""
    order = np.argsort(-weight, kind="stable")
    order = order[weight[order] > 0]
    while len(order) > 1:
        due = weight[order[-1]] / weight[order].sum() * total
        if due >= least / 2 and len(order) * least <= total:
            break
        order = order[:-1]
    return np.sort(order)
