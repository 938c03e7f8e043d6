"""Rolled origins: train up to a month, score the next, move on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from beatwise.errors import MissingData, UsageError


@dataclass(frozen=True, slots=True)
class Origin:
    """Month numbers to train on, and later ones to score; only months that have data."""

    train: tuple[int, ...]
    score: tuple[int, ...]


def rolled_origins(
    months: Iterable[int],
    train_months: int,
    *,
    score_months: int = 1,
    step: int | None = None,
    gap: int = 0,
    least: int | None = None,
) -> list[Origin]:
    """List the origins that the months at hand allow, oldest first, counted back from the latest.

    Parameters
    ----------
    months
        Month numbers that have data; a month not listed is missing, not zero.
    train_months, score_months
        Calendar months before and after each origin.
    step
        Months between origins; ``score_months`` when ``None``, so that no month is scored twice.
    gap
        Months left out between training and scoring (police.uk appears about two months late).
    least
        Training months that must be there; all of them when ``None``. Scored months must all be
        there.

    Raises
    ------
    UsageError
        Lengths below one, or a negative gap.
    MissingData
        No origin fits.
    """
    step = score_months if step is None else step
    least = train_months if least is None else least
    if min(train_months, score_months, step, least) < 1 or gap < 0:
        raise UsageError("Training, scoring and step need at least one month each.")
    there = set(months)
    newest_first = []
    first, last = min(there, default=0), max(there, default=-1)
    for origin in range(last - gap - score_months + 1, first, -step):
        train = tuple(m for m in range(origin - train_months, origin) if m in there)
        wanted = range(origin + gap, origin + gap + score_months)
        if len(train) >= least and all(m in there for m in wanted):
            newest_first.append(Origin(train, tuple(wanted)))
    if not newest_first:
        raise MissingData(
            f"No {train_months} training months are followed by {score_months} to score.",
            next_step="Gather more months, or train on fewer.",
        )
    return newest_first[::-1]
