"""Careful plain sentences from numbers.

Always of *recorded* incidents; never a cause; a missing month is never a zero; anti-social
behaviour is incidents and everything else offences, and the two are never added.
"""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.hotspots.shortlist.reasons.number_words import percent as percent
from beatwise.hotspots.shortlist.reasons.persistence import CLASSES
from beatwise.publication.findings import Accuracy, ListedHotSpot, TypeFindings
from beatwise.records.offences import ASB, CATEGORIES


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


def verdict(low: float | None, high: float | None) -> str:
    """Say how a list did against its baseline, from the paired interval (list minus baseline).

    ``beats`` needs an interval above zero; one that holds zero is ``no worse``, as far as these
    months can tell.
    """
    if low is None or high is None:
        return "not compared"
    if low > 0:
        return "beats"
    if high < 0:
        return "worse"
    return "no worse"


def verdict_sentence(accuracy: Accuracy | None) -> str:
    """Say in one sentence whether the list beat counting the same months."""
    if accuracy is None:
        return "The list has not been scored on later months, so its accuracy is not known."
    word = verdict(accuracy.low, accuracy.high)
    base = accuracy.baseline.name
    against = base[:1].lower() + base[1:]
    return {
        "beats": f"It beats {against}: the interval lies above zero.",
        "no worse": (
            f"It is no worse than {against}, as far as these months can tell: "
            "the interval holds zero."
        ),
        "worse": f"It did worse than {against}: use the plain ranking instead.",
        "not compared": f"It could not be compared with {against}: there is no interval.",
    }[word]


def small_numbers(per_month: float) -> str | None:
    """Return a warning where an average month is too small to read a change from."""
    if per_month >= 30:
        return None
    if per_month < 1:
        return (
            "On average there is less than one recorded incident a month: "
            "ups and downs of one or two say nothing."
        )
    swing = 2 * per_month**0.5
    low, high = max(0, round(per_month - swing)), round(per_month + swing)
    return (
        f"About {per_month:.0f} a month are recorded. With so few, chance alone moves a month "
        f"between about {low} and {high}."
    )


def change(kind: str, before: int, after: int, first: str, second: str) -> str:
    """State two counts side by side, without a cause."""
    if before == after:
        return f"{counted(kind, before).capitalize()} in {first}, and as many in {second}."
    word = "more" if after > before else "fewer"
    return (
        f"{counted(kind, before).capitalize()} in {first} and {after:,} in {second}: "
        f"{abs(after - before):,} {word} recorded. The figures do not say why."
    )


def where(found: TypeFindings, area: str) -> str:
    """Say where a type gathers, in one sentence."""
    if found.total == 0:
        return (
            f"No {noun(found.type, 0)} with a location were recorded in {area} in "
            f"{found.train.words}. There is nothing to rank."
        )
    total = f"{counted(found.type, found.total)} in {area} in {found.train.words}"
    if not found.hot_spots:
        were = "was" if found.total == 1 else "were"
        return f"There {were} {total}, too few or too scattered for a hot spot."
    share = sum(h.share for h in found.hot_spots)
    listed = len(found.hot_spots)
    holds = "one hot spot holds" if listed == 1 else f"{number(listed)} hot spots hold"
    return f"{holds.capitalize()} {percent(share)} of the {total}."


def place_name(label: str) -> str:
    """Return a map point's label without police.uk's ``On or near``."""
    return label.removeprefix("On or near ").strip() or "an unnamed map point"


def hot_spot(spot: ListedHotSpot) -> str:
    """Describe one hot spot in a line or two."""
    line = (
        f"Near {place_name(spot.name)}, {across(spot.area_m2)}: {spot.count:,} recorded "
        f"({percent(spot.share)})"
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


def how_sure(found: TypeFindings) -> tuple[str, ...]:
    """Say how far a list can be trusted, in up to three sentences."""
    if not found.hot_spots:
        return ()
    sentences: list[str] = []
    if found.accuracy is not None and found.score is not None:
        ours, base = found.accuracy.ours.captured, found.accuracy.baseline.captured
        if ours is not None and base is not None:
            sentences.append(
                f"In {found.score.words}, months not used to choose them, the places held "
                f"{percent(ours)} of recorded incidents; {_lower(found.accuracy.baseline.name)} "
                f"would have held {percent(base)}."
            )
    sentences.append(verdict_sentence(found.accuracy))
    known = [m.count for m in found.monthly if m.count is not None and m.month in found.train]
    warning = small_numbers(sum(known) / len(known)) if known else None
    return (*sentences, warning) if warning else tuple(sentences)


def sure_in_brief(found: TypeFindings) -> str | None:
    """Say in one or two short sentences how far a list can be trusted."""
    if not found.hot_spots:
        return None
    said = f"{label(found.type)}: not checked on later months."
    if found.accuracy is not None and found.score is not None:
        ours, base = found.accuracy.ours.captured, found.accuracy.baseline.captured
        word = verdict(found.accuracy.low, found.accuracy.high)
        if ours is not None and base is not None:
            said = (
                f"{label(found.type)}: in {found.score.words}, not used to choose them, the places "
                f"held {percent(ours)} of incidents; {_lower(found.accuracy.baseline.name)} would "
                f"have held {percent(base)} ({_verdict_words(word, ours, base)})."
            )
    known = [m.count for m in found.monthly if m.count is not None and m.month in found.train]
    warning = small_numbers(sum(known) / len(known)) if known else None
    return f"{said} {warning}" if warning else said


def _verdict_words(word: str, ours: float, base: float) -> str:
    if word == "no worse" and percent(ours) == percent(base):
        return "as much here; over all months tested the list is no worse"
    if word == "no worse" and ours < base:
        return "less here, but over all months tested the list is no worse"
    return _AS_WORDS[word]


_AS_WORDS = {
    "beats": "the list beats it",
    "no worse": "the list is no worse, as far as these months tell",
    "worse": "the list is worse",
    "not compared": "no interval, so not compared",
}


def limits(*, open_data: bool, times_known: bool) -> tuple[str, ...]:
    """What a list of hot spots cannot say, for these records."""
    said = ["Recorded incidents are those that were reported and written down; many are not."]
    if open_data:
        said.append(
            "Locations are moved to shared map points. A point is not an address, and incidents "
            "may have happened up to some hundred metres away."
        )
    if not times_known:
        said.append("The hour and the day are not in these records.")
    said.append("Nothing here says why incidents happen, or that a patrol would prevent them.")
    return tuple(said)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
