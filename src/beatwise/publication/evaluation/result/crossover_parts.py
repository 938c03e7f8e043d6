"""Parts of a result by day: months, what moved or waited, and whether the drawn days were kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import Month
from beatwise.evaluation.estimators.crossover import CrossoverEffect
from beatwise.evaluation.estimators.dose_response import GRADES
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.result.crossover.crossover_result import DayResult
from beatwise.evaluation.result.crossover.delivery_by_day import DayShare, Delivery
from beatwise.publication.evaluation.charts.trend_lines import trend_lines
from beatwise.publication.evaluation.result.wide_and_narrow import figure
from beatwise.publication.evaluation.sentences import change_words, end_words
from beatwise.publication.formats.document import Block, Cell, Column, Figure, Paragraph, Table


DAY_LIMIT = (
    "It finds only what a patrol does on its own day. What lasts into the next day makes the two "
    "kinds of day alike, and hides an effect; what only waits for the next day sets them apart "
    "twice over, and nothing is prevented."
)
WORTH = (
    (
        "Incidents prevented are those fewer on patrol days than other days of the same places "
        "make likely. If incidents only waited for another day, that is too many."
    ),
)


def effect_words(effect: CrossoverEffect | None) -> str:
    """Say a change on patrol days with its interval."""
    return change_words(None, None) if effect is None else change_words(
        effect.percent, effect.percent_interval
    )  # fmt: skip


def months(result: DayResult) -> Figure:
    """Return incidents on patrol days and on other days, month by month."""
    material = result.material
    counts, covered, on = (
        material.areas[result.primary.outcome],
        material.covered,
        material.patrolled,
    )
    of_day = np.array([d.year * 12 + d.month - 1 for d in material.days.dates[: len(covered)]])
    numbers = np.unique(of_day[covered]).tolist()

    def rate(month: int, side: NDArray[np.bool_]) -> float | None:
        cells = side & covered & (of_day == month)
        return 100 * float(counts[cells].sum()) / int(cells.sum()) if cells.any() else None

    ours, theirs = ([rate(m, side) for m in numbers] for side in (on, ~on))
    words = in_words(result.primary.outcome)

    def draw(width: int) -> str:
        return trend_lines(
            numbers, ours, theirs, material.protocol.patrols.first.number, width=width,
            title="Recorded in 100 area-days", names=("patrol days", "other days"),
        )  # fmt: skip

    return figure(
        "months", f"Recorded {words} on patrol days and on other days, month by month",
        "Two lines, one of patrol days and one of other days of the same areas.",
        draw,
        table=Table(
            "months-table", "Recorded incidents in 100 area-days",
            (Column("Month"), Column("Patrol days", True, 1), Column("Other days", True, 1)),
            tuple((Month(m).name, a, b) for m, a, b in zip(numbers, ours, theirs, strict=True)),
            empty="none",
        ),
        note="For looking only: the verdict rests on the days as drawn, week by week.",
    )  # fmt: skip


def moved(result: DayResult) -> tuple[str, ...]:
    """Say what happened around the areas, and on the day after."""
    effect, ring_m = result.primary, result.material.protocol.ring_m
    words = in_words(effect.outcome)
    lines = [
        (
            f"In the {ring_m:g} m rings around the areas, recorded {words} on patrol days "
            f"changed by {effect_words(effect.rings)} against other days; areas and rings together "
            f"by {effect_words(effect.net)}."
        )
    ]
    if effect.prevented_net is not None:
        fewer = effect.prevented_net
        lines.append(
            f"Net, that is {fewer.value:,.0f} incidents fewer on patrol days "
            f"({end_words(fewer.low)} to "
            f"{end_words(fewer.high)}; below zero means more)."
        )
    after = result.next_day
    if after is not None:
        lines.append(
            f"On other days that followed a patrol day there were {after.percent:+.0f} % against "
            f"other days that did not (p {after.p_value:.3f}, days dealt again; "
            f"{after.after_patrol.incidents:,} incidents on {after.after_patrol.days:,} days and "
            f"{after.after_other.incidents:,} on {after.after_other.days:,}). Clearly more would "
            "say that "
            "incidents wait for the day after; clearly fewer, that a patrol lasts. It describes "
            "and does not decide."
        )
    return tuple(lines)


def delivery_blocks(result: DayResult) -> list[Block]:
    """Return whether patrols came on drawn days and stayed away on others."""
    delivery = result.delivery
    if delivery is None:
        return [
            Paragraph(
                "No delivered minutes were given, so whether patrols came on the drawn days is not "
                "known."
            )
        ]
    return [
        Paragraph(
            "The days as drawn decide, above. Where patrols missed drawn days or came on others, "
            "that comparison understates what a patrol does on a day it is really there."
        ),
        _shares(delivery),
        Paragraph(_on_a_patrolled_day(delivery)),
    ]


def _shares(delivery: Delivery) -> Table:
    def row(words: str, part: DayShare) -> tuple[Cell, ...]:
        return words, part.days, part.patrolled, 100 * part.share, part.minutes

    hours = "; ".join(
        f"{grade} ({GRADES.get(grade, 'unknown grade')}) {value:,.0f} hours"
        for grade, value in delivery.hours.items()
    )
    return Table(
        "delivered", "Delivered patrols on drawn days and on other days",
        (
            Column("Days of one area"), Column("Days", True), Column("With a patrol", True),
            Column("% with a patrol", True, 1), Column("Minutes a day", True, 1),
        ),
        (row("drawn for patrols", delivery.patrol_days), row("other days", delivery.other)),
        note=f"By grade of evidence: {hours}.",
    )  # fmt: skip


def _on_a_patrolled_day(delivery: Delivery) -> str:
    if delivery.percent is None:
        return delivery.refused or "No change on patrolled days would give the difference seen."
    low, high = (("no end" if e is None else f"{e:+.0f} %") for e in delivery.interval)
    return (
        f"On a day with a patrol really there the change would be {delivery.percent:+.0f} % "
        f"({low} to "
        f"{high}). That supposes the draw acts only through patrols that came, and that days on "
        "which they came are like the rest; its p is that of the days as drawn."
    )
