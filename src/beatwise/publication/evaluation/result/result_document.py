"""The report of a result: verdict first, then how it was reached, then what it cannot say."""

from __future__ import annotations

import datetime as dt

from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.result.result import Result
from beatwise.plurals import counted
from beatwise.publication.evaluation.months_counted import months_counted
from beatwise.publication.evaluation.result import result_figures as figures
from beatwise.publication.evaluation.result import result_tables as tables
from beatwise.publication.evaluation.result.result_parts import parts_of
from beatwise.publication.evaluation.result.result_words import (
    displacement_words,
    how_decided,
    limits,
    secondary_words,
    synthetic_words,
    value_words,
)
from beatwise.publication.evaluation.result.shared_blocks import (
    deviations_blocks,
    events_blocks,
    strength_blocks,
)
from beatwise.publication.evaluation.sentences import OGL
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Paragraph,
)


def result_document(result: Result, hashes: dict[str, str]) -> Document:
    """Return the whole report."""
    protocol, design, kind = result.material.protocol, result.material.design, parts_of(result)
    blocks: list[Block] = [
        Heading("The answer"),
        Paragraph(result.words, lead=True),
        Bullets((*how_decided(result), *([result.spread.words] if result.spread else []))),
        Heading("The figures"),
        tables.estimates(result),
        kind.counts(result),
        kind.trends(result),
        *_present(figures.placebo(result), figures.quarters(result), figures.places(result)),
        Heading("Did it move?"),
        Paragraph(displacement_words(result)),
        *([tables.counts_story(result)] if design.compares_counts else []),
        figures.ground(result),
        *_secondary(result),
        *_dose(result),
        *strength_blocks(result.strength, protocol, result.theory_gaps, result.spread),
        Heading("What was it worth?"),
        Bullets(value_words(result.value)),
        *events_blocks(result.events),
        *deviations_blocks(result.standing),
        Heading("What this cannot say"),
        Bullets(limits(result)),
        Heading("So that it can be made again"),
        Bullets(_repeat(result)),
        *([tables.files(hashes)] if hashes else []),
    ]
    return Document(
        title=protocol.title,
        subtitle="The result of an evaluation",
        facts=_facts(result),
        blocks=tuple(blocks),
        footer=(OGL,) if protocol.from_police_uk else (),
        date=_date(result),
        marks=result.standing.marks,
    )


def _present(*figures: Figure | None) -> list[Block]:
    return [figure for figure in figures if figure is not None]


def _facts(result: Result) -> tuple[tuple[str, str], ...]:
    protocol, standing = result.material.protocol, result.standing
    months, first = result.material.months, result.material.first_after
    facts = [
        ("Question", protocol.question),
        ("Outcome", f"recorded {in_words(protocol.primary)}, {protocol.source}"),
        ("Months before", months_counted(months[:first])),
        ("Months with patrols", months_counted(months[first:])),
        ("Assigned", f"by {protocol.unit}, {protocol.assignment}, seed {protocol.seed}"),
    ]
    if standing.lock is None:
        facts.append(("Locked", "no: exploratory"))
    else:
        facts.append(("Locked", f"{standing.lock.locked} by {standing.lock.by}"))
        facts.append(("Hash", standing.lock.hash))
    facts += [("Mark", mark) for mark in standing.marks]
    facts += [("Records", note) for note in standing.records]
    return tuple(facts)


def _secondary(result: Result) -> list[Block]:
    if not result.secondary:
        return []
    return [Heading("Other outcomes"), Bullets(secondary_words(result))]


def _dose(result: Result) -> list[Block]:
    if not result.dose:
        return [Heading("Did more patrols do more?"), Paragraph(result.dose_refused)]
    return [
        Heading("Did more patrols do more?"),
        Paragraph(
            "Delivered minutes are set beside the change in each area. The comparison as assigned, "
            "above, decides; this only describes."
        ),
        tables.dose(result),
        *_present(figures.dose(result)),
    ]


def _repeat(result: Result) -> tuple[str, ...]:
    protocol, material = result.material.protocol, result.material
    synthetic = synthetic_words(result)
    lines = [
        (
            f"Seed {protocol.seed}; {protocol.decision.permutations:,} relabellings, or all "
            "where there "
            f"are "
            "fewer than 20,000."
        ),
        (
            f"{counted(len(material.months), 'month')} counted, {len(material.missing)} missing "
            "and left out."
        ),
        "beatwise evaluate PROTOCOL --out DIR --again makes every file here again, to the byte.",
    ]
    return (*lines, synthetic) if synthetic else tuple(lines)


def _date(result: Result) -> dt.date:
    last = result.material.until or result.material.protocol.patrols.last
    return last.last_day
