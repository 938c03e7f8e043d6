"""The report of a result: verdict first, then how it was reached, then what it cannot say."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.result.result import Result
from beatwise.publication.evaluation import result_figures as figures
from beatwise.publication.evaluation import result_tables as tables
from beatwise.publication.evaluation.result_words import (
    displacement_words,
    how_decided,
    limits,
    secondary_words,
    synthetic_words,
    value_words,
)
from beatwise.publication.evaluation.stepped_parts import stepped_counts, stepped_trends
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
)


OGL = (
    "Contains public sector information licensed under the Open Government Licence v3.0; source "
    "data.police.uk."
)


def result_document(result: Result, hashes: dict[str, str]) -> Document:
    """Return the whole report."""
    read = result.material.protocol
    stepped = read.kind == "stepped"
    blocks: list[Block] = [
        Heading("The answer"),
        Paragraph(result.words, lead=True),
        Bullets(how_decided(result)),
        Heading("The figures"),
        tables.estimates(result),
        stepped_counts(result) if stepped else tables.counts(result),
        stepped_trends(result) if stepped else figures.trends(result),
        *_kept(figures.placebo(result), figures.quarters(result), figures.places(result)),
        Heading("Did it move?"),
        Paragraph(displacement_words(result)),
        *([] if stepped else [tables.counts_story(result)]),
        figures.ground(result),
        *_secondary(result),
        *_dose(result),
        Heading("How strong is this study?"),
        Paragraph(f"Maryland scale {result.strength.level} of 5: {result.strength.reason}."),
        tables.emmie(result.strength),
        *_kept(figures.theory(result)),
        *([Bullets(result.theory_gaps)] if result.theory_gaps else []),
        Heading("What was it worth?"),
        Bullets(value_words(result.value)),
        *events_table(result.events),
        *_deviations(result),
        Heading("What this cannot say"),
        Bullets(limits(result)),
        Heading("So that it can be made again"),
        Bullets(_made(result)),
        *([tables.files(hashes)] if hashes else []),
    ]
    return Document(
        title=read.title,
        subtitle="The result of an evaluation",
        facts=_facts(result),
        blocks=tuple(blocks),
        footer=(OGL,) if read.source == "data.police.uk" else (),
        date=_date(result),
        marks=result.standing.marks,
    )


def _kept(*found: Figure | None) -> list[Block]:
    return [figure for figure in found if figure is not None]


def _facts(result: Result) -> tuple[tuple[str, str], ...]:
    read, standing = result.material.protocol, result.standing
    facts = [
        ("Question", read.question),
        ("Outcome", f"recorded {in_words(read.primary)}, {read.source}"),
        ("Months before", read.before.words),
        ("Months with patrols", read.patrols.words),
        ("Assigned", f"by {read.unit}, {read.assignment}, seed {read.seed}"),
    ]
    if standing.lock is None:
        facts.append(("Locked", "no: exploratory"))
    else:
        facts.append(("Locked", f"{standing.lock.locked} by {standing.lock.by}"))
        facts.append(("Hash", standing.lock.hash))
    facts += [("Mark", mark) for mark in standing.marks]
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
        *_kept(figures.dose(result)),
    ]


def events_table(events: Sequence[OtherEvent]) -> list[Block]:
    """Return what else happened in these months."""
    heading = Heading("What else happened")
    if not events:
        words = "No other programme or change was gathered. That is not to say there was none."
        return [heading, Paragraph(words)]
    rows = tuple(
        (
            f"{i + 1}. {e.name}", e.kind, e.start.name, e.end.name if e.end else "goes on",
            e.where or "everywhere",
        )
        for i, e in enumerate(events)
    )  # fmt: skip
    columns = tuple(Column(w) for w in ("Event", "Kind", "From", "To", "Where"))
    return [heading, Table("events", "Other programmes and changes in these months", columns, rows)]


def _deviations(result: Result) -> list[Block]:
    lock = result.standing.lock
    if lock is None or not lock.deviations:
        return []
    blocks: list[Block] = [Heading("Deviations from the protocol")]
    for d in lock.deviations:
        blocks.append(Paragraph(f"Deviation {d.number}, {d.date}, by {d.by}: {d.reason}"))
        blocks.append(Bullets(d.changes))
    return blocks


def _made(result: Result) -> tuple[str, ...]:
    read, material = result.material.protocol, result.material
    synthetic = synthetic_words(result)
    said = [
        (
            f"Seed {read.seed}; {read.decision.permutations:,} relabellings, or all where there "
            f"are "
            "fewer than 20,000."
        ),
        f"{len(material.months)} months counted, {len(material.missing)} missing and left out.",
        "beatwise evaluate PROTOCOL --out DIR --again makes every file here again, to the byte.",
    ]
    return (*said, synthetic) if synthetic else tuple(said)


def _date(result: Result) -> dt.date:
    last = result.material.until or result.material.protocol.patrols.last
    return dt.date(last.year, last.month, calendar.monthrange(last.year, last.month)[1])
