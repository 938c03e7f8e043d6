"""Careful plain sentences from numbers.

Always of *recorded* incidents; never a cause; a missing month is never a zero; anti-social
behaviour is incidents and everything else offences, and the two are never added.
"""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.hotspots.shortlist.reasons.number_words import SMALL_COUNT
from beatwise.hotspots.shortlist.reasons.number_words import percent as percent
from beatwise.hotspots.shortlist.reasons.persistence import CLASSES
from beatwise.publication.findings import ListedHotSpot, TypeFindings
from beatwise.records.crime_types import ASB, CATEGORIES


_PLURALS = {
    ASB: ("anti-social behaviour incident", "anti-social behaviour incidents"),
    "burglary": ("burglary", "burglaries"),
    "robbery": ("robbery", "robberies"),
    "bicycle-theft": ("bicycle theft", "bicycle thefts"),
    "other-theft": ("other theft", "other thefts"),
    "theft-from-the-person": ("theft from the person", "thefts from the person"),
}
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def label(kind: str) -> str:
    """Return a category's name as police.uk prints it, or the source's own word."""
    return CATEGORIES.get(kind, kind.replace("-", " ").capitalize())


def lower_label(kind: str) -> str:
    """Return a category's name inside a sentence: ``anti-social behaviour``."""
    words = label(kind)
    return words[:1].lower() + words[1:]


def noun(kind: str, count: int) -> str:
    """Return what one or several of a category are called."""
    one, many = _PLURALS.get(
        kind, (f"{lower_label(kind)} offence", f"{lower_label(kind)} offences")
    )
    return one if count == 1 else many


def number(value: int) -> str:
    """Return a count as prose has it: words below ten, separated thousands above."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else f"{value:,}"


def counted(kind: str, count: int) -> str:
    """Return ``312 recorded shoplifting offences``; nought is ``no recorded …``."""
    return f"{count or 'no'} recorded {noun(kind, count)}" if count < 1000 else (
        f"{count:,} recorded {noun(kind, count)}"
    )  # fmt: skip


def joined(items: Sequence[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def months(count: int) -> str:
    """Return ``1 month`` or ``9 months``."""
    return f"{count} month" if count == 1 else f"{count} months"


def across(area_m2: float) -> str:
    """Return how far across an area is (the root of its extent), to 10 metres."""
    return f"{round(area_m2**0.5, -1):.0f} m across"


def persistence(hot_months: int, of_months: int) -> str:
    """Say how steadily a place is hot, in the classes that persistence uses."""
    if of_months <= 0:
        return "not known: no month to judge by"
    if of_months < 3:
        return f"cannot be judged from {months(of_months)}"
    share = hot_months / of_months
    word = next(word for least, word in CLASSES if share >= least)
    return f"{word}: hot in {hot_months} of {months(of_months)}"


def change(kind: str, before: int, after: int, first: str, second: str) -> str:
    """State two counts side by side, without a cause."""
    if before == after:
        return f"{counted(kind, before).capitalize()} in {first}, and as many in {second}."
    word = "more" if after > before else "fewer"
    return (
        f"{counted(kind, before).capitalize()} in {first} and {after:,} in {second}: "
        f"{abs(after - before):,} {word} recorded. The figures do not say why."
    )


def where(findings: TypeFindings, area: str) -> str:
    """Say where a type gathers, in one sentence."""
    if findings.total == 0:
        return (
            f"No {noun(findings.type, 0)} with a location were recorded in {area} in "
            f"{findings.train.words}. There is nothing to rank."
        )
    total = f"{counted(findings.type, findings.total)} in {area} in {findings.train.words}"
    if not findings.hot_spots:
        were = "was" if findings.total == 1 else "were"
        return f"There {were} {total}, too few or too scattered for a hot spot."
    share = sum(h.share for h in findings.hot_spots)
    spots = len(findings.hot_spots)
    holds = "one hot spot holds" if spots == 1 else f"{number(spots)} hot spots hold"
    small = " That is a small count." if findings.total < SMALL_COUNT else ""
    return f"{holds.capitalize()} {percent(share)} of the {total}.{small}"


def place_name(label: str) -> str:
    """Return a map point's label without police.uk's ``On or near``."""
    return label.removeprefix("On or near ").strip() or "an unnamed map point"


def hot_spot(spot: ListedHotSpot) -> str:
    """Describe one hot spot in a line or two."""
    line = (
        f"Near {place_name(spot.name)}, {across(spot.area_m2)}: {spot.count:,} recorded "
        f"({percent(spot.share)}{', a small count' if spot.count < SMALL_COUNT else ''})"
    )
    if spot.of_months:
        line += f", hot in {spot.hot_months} of {months(spot.of_months)}"
    return line + (f", confidence {spot.confidence}." if spot.confidence else ".")


def premises_first(kind: str, spots: Sequence[ListedHotSpot]) -> str | None:
    """Suggest a premises remedy for the hot spots with half or more at one map point."""
    at_one = [spot for spot in spots if spot.one_point]
    if not at_one:
        return None
    shares = joined(
        [
            f"{percent(spot.top_point_share)} of hot spot {spot.rank} "
            f"(near {place_name(spot.top_point)})"
            for spot in at_one
        ]
    )
    lies = "lies at one map point" if len(at_one) == 1 else "each lie at one map point"
    remedy = _remedy(kind)
    return f"{shares} {lies}. {remedy[:1].upper()}{remedy[1:]}; a patrol may not be the remedy."


def premises_in_brief(kind: str, spots: Sequence[ListedHotSpot]) -> str | None:
    """Say the same in a line, for the brief."""
    at_one = [spot for spot in spots if spot.one_point]
    if not at_one:
        return None
    ranks = joined([str(spot.rank) for spot in at_one])
    spot_s = "hot spot" if len(at_one) == 1 else "each of hot spots"
    return f"at {spot_s} {ranks} half or more lies at one map point: {_remedy(kind)}."


def _remedy(kind: str) -> str:
    if kind == ASB:
        return (
            "look first at what stands there (a shop, venue, shelter or bus stop) and talk to "
            "whoever runs it"
        )
    return "talk to the premises there first (layout, staffing, reporting, bans)"


def when(times_known: bool, peaks: Sequence[str]) -> str:
    """Say when incidents happen, or why that cannot be said and what to ask for."""
    if peaks:
        return " ".join(peaks)
    if times_known:
        return (
            "The records hold times, but peak hours have not been worked out for this list. "
            "Run beatwise peaks for them."
        )
    return (
        "These records tell the month and nothing finer, so no hour or day can be named. "
        "Ask the force for date, from-time and to-time of each incident; "
        "beatwise request writes the letter."
    )


def limits(*, open_data: bool, times_known: bool) -> tuple[str, ...]:
    """What a list of hot spots cannot say, for these records."""
    sentences = ["Recorded incidents are those that were reported and written down; many are not."]
    if open_data:
        sentences.append(
            "Locations are moved to shared map points. A point is not an address, and incidents "
            "may have happened up to some hundred metres away."
        )
    if not times_known:
        sentences.append("The hour and the day are not in these records.")
    sentences.append("Nothing here says why incidents happen, or that a patrol would prevent them.")
    return tuple(sentences)
