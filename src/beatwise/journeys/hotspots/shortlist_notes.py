"""The notes beside every shortlist: what a reader must be told of the list as a whole."""

from __future__ import annotations

import numpy as np

from beatwise.clock import month_runs
from beatwise.hotspots.shortlist.hotspot import Hotspot
from beatwise.hotspots.shortlist.placing.choose import Question
from beatwise.hotspots.shortlist.placing.limits import Limits
from beatwise.hotspots.shortlist.placing.training_data import Observed, map_points
from beatwise.hotspots.shortlist.reasons.number_words import percent, small_print
from beatwise.hotspots.shortlist.reasons.placed_trend import STEADY, moves_too_much
from beatwise.hotspots.shortlist.reasons.reasons import FAIRLY_STEADY, what
from beatwise.hotspots.shortlist.shortlist import MonthCoverage


def notes_of(
    observed: Observed,
    train: MonthCoverage,
    score: MonthCoverage | None,
    spots: tuple[Hotspot, ...],
    question: Question,
    limits: Limits,
    warning: str | None,
) -> tuple[str, ...]:
    """Say what a reader must be told of the list as a whole."""
    notes = [warning] if warning else []
    notes += _missing(train, "training") + (_missing(score, "scored") if score else [])
    if len(spots) < question.count:
        notes.append(_short(observed, train, spots, question, limits))
    notes += _steady(spots)
    if len(observed.types) > 1:
        notes.append(
            "Types are counted apart and never added: each place is ranked by its share of each "
            "type's expected incidents, averaged over the types."
        )
    if not observed.exact:
        notes.append(
            "Locations in these records are snapped to shared map points, so they tell nothing "
            "within about 100 m; dates are known to the month, so they tell nothing of days or "
            "hours."
        )
    concentrated = [_few_points(observed, train, kind) for kind in range(len(observed.types))]
    notes += [note for note in concentrated if note]
    if small := small_print(count for spot in spots for count in spot.counts.values()):
        notes.append(small)
    if len(train.present) < 12:
        notes.append("Fewer than 12 training months: the season is not balanced.")
    notes.append(
        "Recorded incidents only: what people report and how police record it both matter."
    )
    if not any(spot.harm for spot in spots):
        notes.append("Harm is not shown: severity weights need offence codes, which these lack.")
    return tuple(notes)


def trend_notes(observed: Observed, train: MonthCoverage) -> tuple[str, ...]:
    """Say what records without a place mean for the trends; nothing where it is next to nothing."""
    past = tuple(month for month in observed.months if month <= train.present[-1])
    notes = []
    for kind, placed in zip(observed.types, observed.placed_in(past), strict=True):
        if moves_too_much(placed):
            notes.append(
                f"No trend of {what(kind)} is given: the share of records with a place goes from "
                f"{percent(placed.min())} to {percent(placed.max())}, and a trend would show that, "
                "not what happened. Leave out the months that lack places with --without to see "
                "the trend of the others."
            )
        elif len(placed) and np.ptp(placed) > STEADY:
            notes.append(
                f"Trends of {what(kind)} are corrected as if records without a place were spread "
                "as the others are; their intervals also cover that none of them, or twice as "
                "many, belong to the place."
            )
    return tuple(notes)


def _missing(months: MonthCoverage, name: str) -> list[str]:
    if not months.missing:
        return []
    number = len(months.missing)
    counted = f"one {name} month" if number == 1 else f"{number} {name} months"
    listed = ", ".join(run.words for run in month_runs(months.missing))
    return [f"No data for {counted}, left out and never zero: {listed}."]


def _few_points(observed: Observed, train: MonthCoverage, kind: int) -> str | None:
    """Say so when three map points or fewer hold half of a type or more."""
    count = map_points(observed, train.present).count[:, kind]
    total, top = int(count.sum()), np.sort(count)[::-1][:3]
    if observed.exact or total < 10 or top.sum() < total / 2:
        return None
    name = what(observed.types[kind])
    words = "One map point holds" if len(top) == 1 else f"{len(top)} map points hold"
    return (
        f"{words} {percent(top.sum() / total)} of the area's {name} "
        f"({' + '.join(str(n) for n in top)} of {total:,}): weigh premises remedies before patrols."
    )


def _short(
    observed: Observed,
    train: MonthCoverage,
    spots: tuple[Hotspot, ...],
    question: Question,
    limits: Limits,
) -> str:
    counts = observed.counts(train.present).sum(axis=1)
    totals = "; ".join(f"{n:,} {what(t, n)}" for t, n in zip(observed.types, counts, strict=True))
    dense = f" at {limits.lift:g} times the area's own density or more" if limits.lift else ""
    listed = (
        f"{len(spots)} of the {question.count} hot spots asked for: nowhere else do"
        if spots
        else "No hot spots: nowhere do"
    )
    return (
        f"{listed} at least "
        f"{limits.incidents} incidents of one type in the {len(train.present)} training months lie "
        f"in one place at least {limits.smallest_m:g} m across{dense} (the whole area had "
        f"{totals})."
    )


def _steady(spots: tuple[Hotspot, ...]) -> list[str]:
    """Say how much of the list does not hang on which months were taken."""
    known = [spot for spot in spots if spot.found_again == spot.found_again]
    if not known:
        return []
    steady = sum(spot.found_again >= FAIRLY_STEADY for spot in known)
    halves = "at least 6 of 10 random halves of the training months"
    if len(known) == 1:
        return [f"The one hot spot is {'' if steady else 'not '}chosen again in {halves}."]
    are = "is" if steady == 1 else "are"
    return [f"{steady} of the {len(known)} hot spots {are} chosen again in {halves}."]
