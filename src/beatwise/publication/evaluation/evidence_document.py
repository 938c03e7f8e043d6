"""The page of the evidence: what was claimed, what was found, and where our own programme lies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import expm1

from beatwise.evaluation.designs.over_time import Part
from beatwise.evaluation.estimators.meta_analysis import MetaAnalysis
from beatwise.evaluation.result.evidence_library import Library, Study
from beatwise.plurals import counted
from beatwise.publication.evaluation.charts.intervals import forest
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


@dataclass(frozen=True, slots=True)
class Own:
    """The result of a programme of one's own: name, change in per cent, interval, verdict."""

    name: str
    percent: float
    low: float
    high: float
    sentence: str


def evidence_document(
    library: Library, pooled: MetaAnalysis | None, own: Own | None, date: dt.date
) -> Document:
    """Return the page."""
    blocks: list[Block] = [
        Heading("In short"),
        *([_judgement(library)] if library.claims else []),
        Bullets(_short(library, pooled)),
        *([Heading("The claims"), _claims(library), *_beside(library)] if library.claims else []),
        Heading("The studies"),
        *_studies(library),
        Heading("Taken together"),
        Paragraph(together(library, pooled)),
        *_forest(library, pooled, own),
        *([Paragraph(f"Our own programme: {own.sentence}")] if own else []),
        Heading("What this cannot say"),
        Bullets(
            (
                (
                    "A study is listed because somebody cited it or it is of hot-spot patrols; "
                    "this is "
                    "no systematic search."
                ),
                _how_checked(library),
                "Falls without a comparison are listed and never pooled.",
                (
                    "Nearly all studies are of police in cities, not of wardens or guards in "
                    "market "
                    "towns."
                ),
            )
        ),
    ]
    return Document(
        title="What is known about patrols in hot spots",
        subtitle=(
            f"Claims checked against their sources: {library.paper}"
            if library.claims
            else "Studies and what they say together"
        ),
        facts=(
            ("Studies", str(len(library.studies))),
            *((("Claims", str(len(library.claims))),) if library.claims else ()),
        ),
        blocks=tuple(blocks),
        footer=("Figures are those printed in the sources named.",),
        date=date,
    )


def _judgement(library: Library) -> Paragraph:
    number = {s: sum(c.status == s for c in library.claims) for s in ("supported", "not supported")}
    unchecked = len(library.claims) - sum(number.values())
    return Paragraph(
        f"Of {len(library.claims)} claims in the paper, {number['supported']} are supported by "
        f"what they cite, {number['not supported']} are not, and {unchecked} could not be "
        "checked.",
        lead=True,
    )


def _short(library: Library, pooled: MetaAnalysis | None) -> tuple[str, ...]:
    usable = [s for s in library.studies if s.pooled]
    sentences = [
        (
            f"{len(usable)} of {len(library.studies)} studies have a comparison and print enough "
            "to "
            f"be "
            "pooled."
        ),
    ]
    sentences += [c.beside for c in library.claims if c.fell_of and c.beside]
    if pooled is not None and pooled.interval[0] <= 0 <= pooled.interval[1]:
        sentences.append("Pooled, they cannot tell a fall from a rise.")
    return tuple(sentences)


def _claims(library: Library) -> Table:
    return Table(
        "claims",
        "The claims, each with what its source says",
        (
            Column("Paragraph"),
            Column("Claim"),
            Column("Status"),
            Column("Why"),
            Column("Checked by"),
        ),
        tuple(
            (str(c.paragraph), c.text, c.status, c.reason, c.checked_by or "nobody yet")
            for c in library.claims
        ),
    )


def _beside(library: Library) -> list[Block]:
    lines = [f"Paragraph {c.paragraph}. {c.text} {c.beside}" for c in library.claims if c.beside]
    return [Bullets(tuple(lines))] if lines else []


def _studies(library: Library) -> tuple[Table, Table]:
    designs = Table(
        "studies",
        "The studies: what was done",
        (
            Column("Place"), Column("Design"), Column("Dose"), Column("Maryland", True),
            Column("Read"), Column("Checked by"),
        ),
        tuple(
            (s.place, s.design, s.dose, s.maryland, s.read, s.checked_by or "nobody yet")
            for s in library.studies
        ),
        note="Sources are in the table of sources.",
    )  # fmt: skip
    results = Table(
        "studies-results",
        "The studies: what was found",
        (
            Column("Place"), Column("Outcome"), Column("Outcomes", True),
            Column("Change %", True, 1),
            Column("Low %", True, 1), Column("High %", True, 1), Column("Pooled"),
        ),
        tuple(
            (s.place, s.outcome, len(s.outcomes), s.effect, *(s.interval or (None, None)),
             f"yes, by its {s.error_from}" if s.pooled else f"no: {s.why_not}")
            for s in library.studies
        ),
        note="Outcomes: how many the study reports. Low and high are printed intervals.",
        empty="none",
    )  # fmt: skip
    return designs, results


def _how_checked(library: Library) -> str:
    unchecked = [s for s in library.studies if not s.checked_by]
    few = f" {len(unchecked)} were not checked at all." if unchecked else ""
    return (
        "Most entries were read in abstract or summary only, by one person; a second has not gone "
        f"through them.{few}"
    )


def together(library: Library, pooled: MetaAnalysis | None) -> str:
    """Say what the studies that can be pooled say together, and of the next programme."""
    if pooled is None:
        return "Too few studies print an interval to be pooled."
    low, high = (100 * expm1(v) for v in pooled.interval)
    words = (
        f"{pooled.studies} studies pooled (random effects): {100 * expm1(pooled.estimate):+.0f} % "
        f"({low:+.0f} % to {high:+.0f} %)."
    )
    others = [s.place for s in library.studies if s.pooled and not s.patrols]
    mixed = f" Not of patrols alone: {'; '.join(others)}." if others else ""
    if pooled.shown_prediction is None:
        return f"{words} {pooled.why_no_prediction}{mixed}"
    start, end = (100 * expm1(v) for v in pooled.shown_prediction)
    return (
        f"{words} A new programme may expect anything from {start:+.0f} % to {end:+.0f} % "
        f"(prediction interval).{mixed}"
    )


def _forest(library: Library, pooled: MetaAnalysis | None, own: Own | None) -> list[Block]:
    rows = [_part(study) for study in library.studies if study.pooled]
    if own is not None:
        rows.append(Part(own.name, True, own.percent, own.low, own.high, (0, 0), (0, 0)))
    whole = None
    if pooled is not None:
        middle, low, high = (100 * expm1(v) for v in (pooled.estimate, *pooled.interval))
        whole = Part("Pooled", True, middle, low, high, (0, 0), (0, 0))
    every = [*rows, *([whole] if whole else [])]
    if pooled is not None and pooled.shown_prediction is not None:
        start, end = (100 * expm1(v) for v in pooled.shown_prediction)
        every.append(Part("A new programme (prediction)", True, None, start, end, (0, 0), (0, 0)))
    table = Table(
        "evidence-forest",
        "Changes and intervals",
        (Column("Study"), Column("Change %", True, 1), Column("Low", True, 1),
         Column("High", True, 1)),
        tuple((p.name, p.percent, p.low, p.high) for p in every),
        note="Where only a p-value is printed, or only counts, the interval follows from them; "
        "counts are taken as Poisson, which makes it too narrow.",
    )  # fmt: skip
    sources = Table(
        "sources",
        "Sources",
        (Column("Place"), Column("Source"), Column("Read in"), Column("Note")),
        tuple((s.place, s.source, s.seen_in, s.note) for s in library.studies),
    )
    if not rows:
        return [sources]
    figure = Figure(
        "evidence",
        "Studies with a comparison and an interval, and their pooled change",
        f"{counted(len(rows), 'row')} with intervals about zero, the pooled change below.",
        forest(rows, whole, width=640),
        forest(rows, whole, width=300),
        table=table,
    )
    return [figure, sources]


def _part(study: Study) -> Part:
    middle, error = study.log_effect or 0.0, study.error or 0.0
    low, high = (100 * expm1(middle + sign * 1.959964 * error) for sign in (-1, 1))
    return Part(study.place, True, study.effect, low, high, (0, 0), (0, 0))
