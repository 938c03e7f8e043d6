"""The full report of a town: everything found, with its working and its limits."""

from __future__ import annotations

import datetime as dt

from beatwise.clock import MonthRange
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
from beatwise.publication.town import confidence_words, figures, record_tables, tables, wording


ENOUGH_FOR_A_CURVE = 20  # with fewer incidents any curve looks like chance
UNIT_WORDS = {
    "hex": "hexagons", "square": "squares", "segment": "street segments", "lsoa": "LSOAs",
    "polygon": "own areas",
}  # fmt: skip


def report(findings: TownFindings) -> Document:
    """Return the full report."""
    blocks: list[Block] = [Heading("In short"), Bullets(_in_short(findings))]
    for type_findings in findings.types:
        blocks += _of_type(findings, type_findings)
    blocks += [Heading("When"), Paragraph(wording.when(findings.times_known, findings.peaks))]
    blocks += _what_else(findings)
    blocks += [Heading("How this was done"), Bullets(_method(findings))]
    limits = wording.limits(open_data=findings.open_data, times_known=findings.times_known)
    blocks += [Heading("What this cannot say"), Bullets(limits)]
    blocks += [Heading("What is missing from the records"), Paragraph(_completeness(findings))]
    blocks += [record_tables.ledger(findings.ledger)]
    blocks += [Heading("Sources"), record_tables.sources(findings.sources)]
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
    words = wording.joined([wording.lower_label(each.type) for each in findings.types])
    return words[:1].upper() + words[1:]


def last_day(findings: TownFindings) -> dt.date:
    """Return the last day of the last month used: the date a document carries."""
    last = max(each.score.last if each.score else each.train.last for each in findings.types)
    return last.last_day


def _facts(findings: TownFindings) -> tuple[tuple[str, str], ...]:
    first = findings.types[0]
    facts = [
        ("Area", f"{findings.area}, {findings.area_km2:.1f} km²"),
        ("Chosen on", _months(first, first.train)),
        ("Scored on", _months(first, first.score) if first.score else "not scored"),
        ("Records", "police.uk street-level data" if findings.open_data else "timed extract"),
    ]
    facts += [
        ("No data", f"{wording.label(kind)}. {why}") for kind, why in findings.no_data.items()
    ]
    for frozen in dict.fromkeys(each.frozen_hash[:16] for each in findings.types):
        facts.append(("Frozen list", f"hash {frozen}"))
    return tuple(facts)


def _months(findings: TypeFindings, span: MonthRange) -> str:
    """Return a range in words, with the number of its months that have data where not all do."""
    number = sum(m.count is not None and m.month in span for m in findings.monthly)
    if number in (0, len(span)):
        return span.words
    return f"{span.words}, {wording.months(number)} with data"


def _in_short(findings: TownFindings) -> tuple[str, ...]:
    sentences = []
    for each in findings.types:
        sentences.append(wording.where(each, findings.area))
        if each.hot_spots:
            sure = confidence_words.how_sure(each)[0]
            sentences.append(f"{wording.label(each.type)}: {sure[:1].lower()}{sure[1:]}")
        if premises := wording.premises_first(each.type, each.hot_spots):
            sentences.append(f"{wording.label(each.type)}: {premises}")
    if len(findings.types) > 1:
        sentences.append("The types are counted apart and never added together.")
    return tuple(sentences)


def _of_type(findings: TownFindings, type_findings: TypeFindings) -> list[Block]:
    blocks: list[Block] = [
        Heading(wording.label(type_findings.type)),
        Paragraph(wording.where(type_findings, findings.area), lead=True),
    ]
    if type_findings.unlocated:
        blocks.append(Paragraph(_unlocated(type_findings)))
    blocks.append(figures.town(findings, type_findings))
    if needs_close_view(findings.backdrop, type_findings.hot_spots):
        blocks.append(figures.town(findings, type_findings, close=True))
    if type_findings.hot_spots:
        blocks.append(tables.hot_spots(type_findings))
        blocks += _spots(type_findings)
    blocks += [Heading(f"{wording.label(type_findings.type)}: the months", 3)]
    blocks.append(figures.trend(type_findings, findings.happenings))
    if type_findings.record_marks:
        blocks.append(Bullets(type_findings.record_marks))
    blocks += _change(type_findings)
    if type_findings.hot_spots:
        blocks.append(figures.strip(type_findings))
    if type_findings.concentration is not None and type_findings.total >= ENOUGH_FOR_A_CURVE:
        blocks += [Heading(f"{wording.label(type_findings.type)}: concentration", 3)]
        blocks.append(figures.curve(type_findings, type_findings.concentration))
    return blocks + _accuracy(type_findings)


def _unlocated(findings: TypeFindings) -> str:
    return (
        f"Besides these, {findings.unlocated:,} of the whole force's rows of this type and these "
        "months have no location, and stand in no area."
    )


def _spots(findings: TypeFindings) -> list[Block]:
    blocks: list[Block] = []
    if premises := wording.premises_first(findings.type, findings.hot_spots):
        blocks.append(Inset(premises))
    with_reasons = [spot for spot in findings.hot_spots if spot.reasons]
    if with_reasons:
        blocks.append(Heading(f"{wording.label(findings.type)}: why these places", 3))
    for spot in with_reasons:
        name = f"{wording.label(findings.type)} {spot.rank}: near {wording.place_name(spot.name)}"
        blocks += [Heading(name, 4), Bullets(spot.reasons)]
    return blocks


def _change(findings: TypeFindings) -> list[Block]:
    sentences = [_year_before(findings)]
    sentences.append(confidence_words.small_numbers_warning(findings))
    return [Paragraph(words) for words in sentences if words]


def _year_before(findings: TypeFindings) -> str | None:
    """Set the months of choosing beside the same months a year before, where all have data."""
    counts = {m.month: m.count for m in findings.monthly}
    now = [counts.get(month) for month in findings.train]
    before = [counts.get(month - 12) for month in findings.train]
    if None in now or None in before or len(findings.train) > 12:
        return None
    if findings.places_moved:
        return (
            "These months are not set beside the same months a year before: the share of records "
            "without a place moved, and the counts with it."
        )
    earlier = MonthRange(findings.train.first - 12, findings.train.last - 12)
    return wording.change(
        findings.type,
        sum(n for n in before if n is not None),
        sum(n for n in now if n is not None),
        earlier.words,
        findings.train.words,
    )


def _accuracy(findings: TypeFindings) -> list[Block]:
    heading = Heading(f"{wording.label(findings.type)}: accuracy on later months", 3)
    if not findings.hot_spots:
        return [heading, Paragraph("There is no list to score.")]
    if findings.accuracy is None:
        return [heading, Paragraph(confidence_words.verdict_sentence(None))]
    return [
        heading,
        Paragraph(confidence_words.verdict_sentence(findings.accuracy)),
        tables.accuracy(findings, findings.accuracy),
        tables.accuracy_months(findings, findings.accuracy),
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
    return [heading, record_tables.happenings(findings.happenings)]


def _method(findings: TownFindings) -> tuple[str, ...]:
    first = findings.types[0]
    sentences = [
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
    for each in findings.types:
        sentences += [f"The analyst's reason: {each.why}"] if each.why else []
    return (*dict.fromkeys(sentences), *_notes(findings))


def _notes(findings: TownFindings) -> tuple[str, ...]:
    """Return what is said of each list: once where it holds of all, else with its type."""
    elsewhere = set(findings.no_data.values())
    common = set.intersection(*(set(each.notes) for each in findings.types)) - elsewhere
    own = [
        f"{wording.label(each.type)}: {_running(note)}"
        for each in findings.types
        for note in each.notes
        if note not in common and note not in elsewhere
    ]
    return (*own, *(note for note in findings.types[0].notes if note in common))


def _running(note: str) -> str:
    """Return a sentence as it stands after a colon; an abbreviation keeps its capitals."""
    return note if note[1:2].isupper() else note[:1].lower() + note[1:]


def _choosing(findings: TypeFindings) -> str:
    if findings.unit in ("hex", "square"):
        cell = f"{findings.size_m:g} m {'hexagon' if findings.unit == 'hex' else 'square'}"
        return (
            f"A {cell} was slid over the town and put down where most incidents are expected next, "
            "then where most are left, without overlap; cells that came to lie together were "
            "joined into places small enough to patrol on foot, and ranked."
        )
    units = UNIT_WORDS.get(findings.unit, findings.unit)
    return (
        f"Incidents were counted on {units}; busy neighbours were joined into "
        "places small enough to patrol on foot, and ranked."
    )


def _completeness(findings: TownFindings) -> str:
    missing = sum(not row.present for row in findings.ledger)
    present = len(findings.ledger) - missing
    if not findings.ledger:
        return "No ledger of police.uk files stands behind this report."
    gaps = f", and {missing} are missing" if missing else ", and none is missing between them"
    return (
        f"{present} force-months are held{gaps}. A missing month is a gap in every chart and "
        "table, never a zero."
    )
