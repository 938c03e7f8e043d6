"""Compare candidate towns and share patrol hours between them."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.clock import MonthRange
from beatwise.hotspots.shortlist.reasons.number_words import small_print
from beatwise.hotspots.shortlist.reasons.reasons import what
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.hotspots.towns.between_towns import BetweenTowns, Town, TownType
from beatwise.hotspots.towns.common_types import common_types
from beatwise.hotspots.towns.coverable_hot_spots import (
    HOURS_EACH,
    cover_rule,
    coverable,
    distinct_places,
)
from beatwise.hotspots.towns.hour_rules import RULE, other_rules, weights_by
from beatwise.hotspots.towns.like_months import check_like_months
from beatwise.hotspots.towns.share_hours import share_hours
from beatwise.hotspots.towns.town_figures import town_type
from beatwise.places.areas import Area


def compare(
    shortlists: Sequence[dict[str, Shortlist]],
    patrols: Sequence[tuple[str, ...]],
    hours: float,
    minimum: float,
    hours_each: float = HOURS_EACH,
    *,
    not_gathered: Sequence[str] = (),
    ground_notes: Sequence[str] = (),
) -> BetweenTowns:
    """Compare towns and share ``hours`` between them.

    Parameters
    ----------
    shortlists
        For each town the list that holds each type; usually one list for all of them.
    patrols
        For each town the other patrols there, in words.
    hours, minimum
        Hours to share, and the least a chosen town gets; for whatever period the reader means.
    hours_each
        The least hours that cover a hot spot in that period.
    not_gathered
        Labels of candidates on ground that was not gathered.
    ground_notes
        What to say of the towns' ground.

    Raises
    ------
    Refused
        Towns whose months with data are unlike, or that have no type in common.
    UsageError
        ``hours`` not above zero or not in quarters, ``minimum`` below zero, ``hours_each`` not
        above zero.
    Infeasible
        Fewer hours than one town's minimum.
    """
    types = tuple(shortlists[0])
    labels = _labels([next(iter(town.values())).area for town in shortlists])
    check_like_months(labels, [next(iter(t.values())).train.present for t in shortlists])
    common = common_types(shortlists)
    rows = [
        {kind: town_type(one, kind) if kind in one.types else None for kind, one in town.items()}
        for town in shortlists
    ]
    counted = [
        {kind: one for kind, one in row.items() if one is not None and kind in common}
        for row in rows
    ]
    step = 1.0 if float(hours).is_integer() else 0.25
    shared = share_hours(weights_by(counted, "in_hot_spots"), hours, minimum, RULE, step)
    towns = [
        _town(
            labels[i],
            rows[i],
            patrols[i],
            shared.hours[i],
            shared.fair[i],
            minimum,
            *_covered(shortlists[i], shared.hours[i], hours_each),
        )
        for i in range(len(rows))
    ]
    order = sorted(range(len(rows)), key=lambda i: (-shared.hours[i], -shared.fair[i], i))
    return BetweenTowns(
        types=types,
        train=_months_with_data(shortlists),
        hours=hours,
        minimum=minimum,
        hours_each=hours_each,
        rule=RULE,
        cover_rule=cover_rule(hours_each),
        towns=tuple(towns[i] for i in order),
        sensitivity=(
            shared,
            *other_rules(
                counted,
                [{kind: town[kind] for kind in common} for town in shortlists],
                hours,
                minimum,
                step,
            ),
        ),
        labels=labels,
        notes=(
            *ground_notes,
            *_missing(labels, shortlists),
            *_of_records(shortlists),
            *_small(rows),
            *_shared_by(types, common),
            *_NOTES,
        ),
        not_gathered=tuple(not_gathered),
    )


def _months_with_data(shortlists: Sequence[dict[str, Shortlist]]) -> MonthRange:
    """Return the range of the months that any town has data for."""
    ranges = [next(iter(town.values())).train.with_data for town in shortlists]
    return MonthRange(min(r.first for r in ranges), max(r.last for r in ranges))


def _labels(areas: Sequence[Area]) -> tuple[str, ...]:
    """Name towns by label, with the layer before it where two have one label."""
    plain = [area.label for area in areas]
    return tuple(
        area.label if plain.count(area.label) == 1 else f"{area.layer}:{area.label}"
        for area in areas
    )


def _covered(town: dict[str, Shortlist], hours: float, hours_each: float) -> tuple[int, int]:
    shapes = [spot.geometry for one in town.values() for spot in one.hotspots]
    places = distinct_places(shapes)
    return places, coverable(hours, places, hours_each)


def _missing(labels: Sequence[str], shortlists: Sequence[dict[str, Shortlist]]) -> tuple[str, ...]:
    """Say which towns lack months: they are left out, never counted as zero."""
    trains = [next(iter(town.values())).train for town in shortlists]
    gaps = [
        f"{label} {len(train.present)} of {len(train.span)}"
        for label, train in zip(labels, trains, strict=True)
        if train.missing
    ]
    if not gaps:
        return ()
    return (f"Months without data are left out, never zero. With data: {', '.join(gaps)}.",)


def _of_records(shortlists: Sequence[dict[str, Shortlist]]) -> tuple[str, ...]:
    """Say once what the records behind the towns lack."""
    lists = [one for town in shortlists for one in town.values()]
    several = len({one.force for one in lists}) > 1
    names = [f"{(one.force or '').replace('-', ' ').capitalize()}: " for one in lists]
    return tuple(
        dict.fromkeys(
            note if note.startswith("Left out") or not several else name + note
            for one, name in zip(lists, names, strict=True)
            for note in one.record_notes
        )
    )


def _shared_by(types: Sequence[str], common: Sequence[str]) -> tuple[str, ...]:
    """Say by which types hours are shared where a town has no data of another."""
    if len(common) == len(types):
        return ()
    names = " and ".join(what(kind) for kind in common)
    return (f"Hours are shared by {names} alone: the types that every town has data of.",)


def _small(rows: Sequence[dict[str, TownType | None]]) -> tuple[str, ...]:
    """Return the small print of shares and trends on few incidents."""
    words = small_print(
        count
        for row in rows
        for one in row.values()
        if one is not None
        for count in (one.count, one.in_hot_spots)
    )
    return (words,) if words else ()


_NOTES = (
    "Types are counted apart and never added; hours follow the mean of each type's shares.",
    (
        "The learnable effect is rough: one town alone, a year before and a year after, no drift "
        "between years, no comparison group. The design step works it out for the towns together."
    ),
    "Counts are not per resident: residents are the wrong denominator for a town centre.",
    "Harm is not shown: severity weights need offence codes, which police.uk files lack.",
)


def _town(
    label: str,
    row: dict[str, TownType | None],
    patrols: tuple[str, ...],
    hours: float,
    fair: float,
    minimum: float,
    places: int,
    coverable: int,
) -> Town:
    if hours > 0:
        reason = f"chosen: {fair:.1f} hours by its incidents alone"
        if fair < minimum:
            reason += f", raised to the minimum of {minimum:g}"
    elif fair > 0:
        reason = (
            f"not chosen: its incidents alone would earn it {fair:.1f} hours, too few for the "
            f"minimum of {minimum:g} to be fair to the others"
        )
    else:
        counted = ", ".join(f"{t.count:,} {what(kind, t.count)}" for kind, t in row.items() if t)
        reason = f"not chosen: no place with enough incidents to be called a hot spot ({counted})"
    if patrols:
        reason += "; other patrols are recorded there: check for overlap"
    return Town(label, row, patrols, hours, hours > 0, reason, places, coverable)
