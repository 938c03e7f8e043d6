"""Parts of a result by day: months, what moved or waited, and whether the drawn days were kept."""

from __future__ import annotations

import numpy as np

from beatwise.clock import Month
from beatwise.evaluation.estimators.crossover import CrossoverEffect
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.result.crossover.crossover_result import DayResult
from beatwise.evaluation.result.crossover.delivery_by_day import DayShare, Delivery
from beatwise.evaluation.result.result import GRADES
from beatwise.publication.evaluation.charts.trend_lines import trend_lines
from beatwise.publication.formats.document import Block, Cell, Column, Figure, Paragraph, Table


WIDE, NARROW = 640, 300
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


def change_words(found: CrossoverEffect | None) -> str:
    """Say a change with its interval."""
    if found is None:
        return "an amount that cannot be formed (a count is 0)"
    low, high = (("no end" if e is None else f"{e:+.0f} %") for e in found.percent_interval)
    return f"{found.percent:+.0f} % ({low} to {high})"


def months(result: DayResult) -> Figure:
    """Return incidents on patrol days and on other days, month by month."""
    material = result.material
    read = material.protocol
    assert read.days is not None
    counts, kept = material.areas[result.primary.outcome], material.kept
    on = read.days.matrix(len(read.areas))[:, : len(kept)]
    of_day = np.array([d.year * 12 + d.month - 1 for d in read.days.dates[: len(kept)]])
    numbers = np.unique(of_day[kept]).tolist()

    def rate(month: int, side: np.ndarray) -> float | None:
        cells = side & kept & (of_day == month)
        return 100 * float(counts[cells].sum()) / int(cells.sum()) if cells.any() else None

    ours, theirs = ([rate(m, side) for m in numbers] for side in (on, ~on))
    words = in_words(result.primary.outcome)

    def draw(width: int) -> str:
        return trend_lines(
            numbers, ours, theirs, read.patrols.first.number, width=width,
            title="Recorded in 100 area-days", names=("patrol days", "other days"),
        )  # fmt: skip

    return Figure(
        "months", f"Recorded {words} on patrol days and on other days, month by month",
        "Two lines, one of patrol days and one of other days of the same areas.",
        draw(WIDE), draw(NARROW),
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
    found, read = result.primary, result.material.protocol
    words = in_words(found.outcome)
    said = [
        (
            f"In the {read.ring_m:g} m rings around the areas, recorded {words} on patrol days "
            f"changed by {change_words(found.rings)} against other days; areas and rings together "
            f"by {change_words(found.net)}."
        )
    ]
    if found.prevented_net is not None:
        value, low, high = found.prevented_net
        said.append(
            f"Net, that is {value:,.0f} incidents fewer on patrol days ({_end(low)} to "
            f"{_end(high)}; below zero means more)."
        )
    after = result.next_day
    if after is not None:
        said.append(
            f"On other days that followed a patrol day there were {after.percent:+.0f} % against "
            f"other days that did not (p {after.p_value:.3f}, days dealt again; "
            f"{after.after_patrol[0]:,} incidents on {after.after_patrol[1]:,} days and "
            f"{after.after_other[0]:,} on {after.after_other[1]:,}). Clearly more would say that "
            "incidents wait for the day after; clearly fewer, that a patrol lasts. It describes "
            "and does not decide."
        )
    return tuple(said)


def kept_days(result: DayResult) -> list[Block]:
    """Return whether patrols came on drawn days and stayed away on others."""
    found = result.delivery
    if found is None:
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
        _shares(found),
        Paragraph(_on_a_patrolled_day(found)),
    ]


def _shares(found: Delivery) -> Table:
    def row(words: str, part: DayShare) -> tuple[Cell, ...]:
        return words, part.days, part.patrolled, 100 * part.share, part.minutes

    hours = "; ".join(
        f"{grade} ({GRADES.get(grade, 'unknown grade')}) {value:,.0f} hours"
        for grade, value in found.hours.items()
    )
    return Table(
        "delivered", "Delivered patrols on drawn days and on other days",
        (
            Column("Days of one area"), Column("Days", True), Column("With a patrol", True),
            Column("% with a patrol", True, 1), Column("Minutes a day", True, 1),
        ),
        (row("drawn for patrols", found.drawn), row("other days", found.other)),
        note=f"By grade of evidence: {hours}.",
    )  # fmt: skip


def _on_a_patrolled_day(found: Delivery) -> str:
    if found.percent is None:
        return found.refused or "No change on patrolled days would give the difference seen."
    low, high = (("no end" if e is None else f"{e:+.0f} %") for e in found.interval)
    return (
        f"On a day with a patrol really there the change would be {found.percent:+.0f} % ({low} to "
        f"{high}). That supposes the draw acts only through patrols that came, and that days on "
        "which they came are like the rest; its p is that of the days as drawn."
    )


def _end(value: float | None) -> str:
    return "no end" if value is None else f"{value:,.0f}"
