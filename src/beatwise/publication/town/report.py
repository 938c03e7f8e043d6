"""The full report of a town: everything found, with its working and its limits."""

from __future__ import annotations

import calendar
import datetime as dt

from beatwise.clock import Month, MonthRange
from beatwise.publication import attribution
from beatwise.publication.findings import TownFindings, TypeFindings
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Inset,
    Paragraph,
)
from beatwise.publication.maps.town_map import needs_close_view
from beatwise.publication.town import figures, tables, wording


ENOUGH_FOR_A_CURVE = 20  # with fewer incidents any curve looks like chance
UNIT_WORDS = {
    "hex": "hexagons", "square": "squares", "segment": "street segments", "lsoa": "LSOAs",
    "polygon": "own areas",
}  # fmt: skip


def report(findings: TownFindings) -> Document:
    """Return the full report."""
    blocks: list[Block] = [Heading("In short"), Bullets(_in_short(findings))]
    for found in findings.types:
        blocks += _of_type(findings, found)
    blocks += [Heading("When"), Paragraph(wording.when(findings.times_known, findings.peaks))]
    blocks += _what_else(findings)
    blocks += [Heading("How this was done"), Bullets(_method(findings))]
    limits = wording.limits(open_data=findings.open_data, times_known=findings.times_known)
    blocks += [Heading("What this cannot say"), Bullets(limits)]
    blocks += [Heading("What is missing from the records"), Paragraph(_completeness(findings))]
    blocks += [tables.ledger(findings.ledger)]
    blocks += [Heading("Sources"), tables.sources(findings.sources)]
    return Document(
        title=f"Hot spots in {findings.area}",
        subtitle=f"{kinds(findings)}: the full report",
        facts=_facts(findings),
        blocks=tuple(blocks),
        footer=attribution.sentences(findings.sources),
        date=last_day(findings),
    )


def kinds(findings: TownFindings) -> str:
    """Return the types in a sentence, the first with a capital."""
    words = wording.joined([wording.lower_label(found.type) for found in findings.types])
    return words[:1].upper() + words[1:]


def last_day(findings: TownFindings) -> dt.date:
    """Return the last day of the last month used: the date a document carries."""
    last = max(found.score.last if found.score else found.train.last for found in findings.types)
    return month_end(last)


def month_end(month: Month) -> dt.date:
    """Return a month's last day."""
    return dt.date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


def _facts(findings: TownFindings) -> tuple[tuple[str, str], ...]:
    first = findings.types[0]
    facts = [
        ("Area", f"{findings.area}, {findings.area_km2:.1f} km²"),
        ("Chosen on", first.train.words),
        ("Scored on", first.score.words if first.score else "not scored"),
        ("Records", "police.uk street-level data" if findings.open_data else "timed extract"),
    ]
    for found in findings.types:
        facts.append(
            (f"List of {wording.lower_label(found.type)}", f"hash {found.frozen_hash[:16]}")
        )
    return tuple(facts)


def _in_short(findings: TownFindings) -> tuple[str, ...]:
    said = []
    for found in findings.types:
        said.append(wording.where(found, findings.area))
        if found.hot_spots:
            sure = wording.how_sure(found)[0]
            said.append(f"{wording.label(found.type)}: {sure[:1].lower()}{sure[1:]}")
        if premises := wording.premises_first(found.type, found.hot_spots):
            said.append(f"{wording.label(found.type)}: {premises}")
    if len(findings.types) > 1:
        said.append("The types are counted apart and never added together.")
    return tuple(said)


def _of_type(findings: TownFindings, found: TypeFindings) -> list[Block]:
    blocks: list[Block] = [
        Heading(wording.label(found.type)),
        Paragraph(wording.where(found, findings.area), lead=True),
    ]
    if found.unlocated:
        blocks.append(Paragraph(_unlocated(found)))
    blocks.append(figures.town(findings, found))
    if needs_close_view(findings.backdrop, found.hot_spots):
        blocks.append(figures.town(findings, found, close=True))
    if found.hot_spots:
        blocks.append(tables.hot_spots(found))
        blocks += _spots(found)
    blocks += [Heading(f"{wording.label(found.type)}: the months", 3)]
    blocks.append(figures.trend(found, findings.happenings))
    blocks += _change(found)
    if found.hot_spots:
        blocks.append(figures.strip(found))
    if found.concentration is not None and found.total >= ENOUGH_FOR_A_CURVE:
        blocks += [Heading(f"{wording.label(found.type)}: concentration", 3)]
        blocks.append(figures.curve(found, found.concentration))
    return blocks + _accuracy(found)


def _unlocated(found: TypeFindings) -> str:
    return (
        f"Besides these, {found.unlocated:,} of the whole force's rows of this type and these "
        "months have no location, and stand in no area."
    )


def _spots(found: TypeFindings) -> list[Block]:
    blocks: list[Block] = []
    if premises := wording.premises_first(found.type, found.hot_spots):
        blocks.append(Inset(premises))
    told = [spot for spot in found.hot_spots if spot.reasons]
    if told:
        blocks.append(Heading(f"{wording.label(found.type)}: why these places", 3))
    for spot in told:
        name = f"{wording.label(found.type)} {spot.rank}: near {wording.place_name(spot.name)}"
        blocks += [Heading(name, 4), Bullets(spot.reasons)]
    return blocks


def _change(found: TypeFindings) -> list[Block]:
    said = [_year_before(found)]
    known = [m.count for m in found.monthly if m.count is not None and m.month in found.train]
    said.append(wording.small_numbers(sum(known) / len(known)) if known else None)
    return [Paragraph(words) for words in said if words]


def _year_before(found: TypeFindings) -> str | None:
    """Set the months of choosing beside the same months a year before, where all have data."""
    counts = {m.month: m.count for m in found.monthly}
    now = [counts.get(month) for month in found.train]
    before = [counts.get(month - 12) for month in found.train]
    if None in now or None in before or len(found.train) > 12:
        return None
    earlier = MonthRange(found.train.first - 12, found.train.last - 12)
    return wording.change(
        found.type,
        sum(n for n in before if n is not None),
        sum(n for n in now if n is not None),
        earlier.words,
        found.train.words,
    )


def _accuracy(found: TypeFindings) -> list[Block]:
    heading = Heading(f"{wording.label(found.type)}: accuracy on later months", 3)
    if not found.hot_spots:
        return [heading, Paragraph("There is no list to score.")]
    if found.accuracy is None:
        return [heading, Paragraph(wording.verdict_sentence(None))]
    return [
        heading,
        Paragraph(wording.verdict_sentence(found.accuracy)),
        tables.accuracy(found, found.accuracy),
        tables.accuracy_months(found, found.accuracy),
    ]


def _what_else(findings: TownFindings) -> list[Block]:
    heading = Heading("What else happened")
    if not findings.happenings:
        return [
            heading,
            Paragraph(
                "No other programme or change was gathered for this area. That is not to say there "
                "was none: other patrols, cameras, store openings and reporting campaigns all move "
                "recorded figures."
            ),
        ]
    return [heading, tables.happenings(findings.happenings)]


def _method(findings: TownFindings) -> tuple[str, ...]:
    first = findings.types[0]
    said = [
        _choosing(first),
        (
            "The list was chosen on the months of choosing only, then frozen; its hash is above. "
            "Any change to it changes the hash."
        ),
        (
            "It was scored on later months it had not seen, against plain counts of the same "
            "months at equal ground. “Beats” needs an interval that lies wholly above zero."
        ),
        f"Seed of everything drawn at random: {first.seed}.",
    ]
    for found in findings.types:
        said += [f"The analyst's reason: {found.why}"] if found.why else []
    return (*dict.fromkeys(said), *_notes(findings))


def _notes(findings: TownFindings) -> tuple[str, ...]:
    """Return what is said of each list: once where it holds of all, else with its type."""
    common = set.intersection(*(set(found.notes) for found in findings.types))
    own = [
        f"{wording.label(found.type)}: {_running(note)}"
        for found in findings.types
        for note in found.notes
        if note not in common
    ]
    return (*own, *(note for note in findings.types[0].notes if note in common))


def _running(note: str) -> str:
    """Return a sentence as it stands after a colon; an abbreviation keeps its capitals."""
    return note if note[1:2].isupper() else note[:1].lower() + note[1:]


def _choosing(found: TypeFindings) -> str:
    if found.unit in ("hex", "square"):
        cell = f"{found.size_m:g} m {'hexagon' if found.unit == 'hex' else 'square'}"
        return (
            f"A {cell} was slid over the town and put down where most incidents are expected next, "
            "then where most are left, without overlap; cells that came to lie together were "
            "joined into places small enough to patrol on foot, and ranked."
        )
    return (
        f"Incidents were counted on {UNIT_WORDS.get(found.unit, found.unit)}; busy neighbours were "
        "joined into places small enough to patrol on foot, and ranked."
    )


def _completeness(findings: TownFindings) -> str:
    missing = sum(not row.present for row in findings.ledger)
    held = len(findings.ledger) - missing
    if not findings.ledger:
        return "No ledger of police.uk files stands behind this report."
    gaps = f", and {missing} are missing" if missing else ", and none is missing between them"
    return (
        f"{held} force-months are held{gaps}. A missing month is a gap in every chart and table, "
        "never a zero."
    )
