"""Blocks that every report of a result has: strength, worth, other events, deviations."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.result.draw_spread import DrawSpread
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.strength import Strength
from beatwise.publication.evaluation.result.result_figures import theory_figure
from beatwise.publication.evaluation.result.result_tables import emmie
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Table,
)


def strength_blocks(
    strength: Strength,
    protocol: Protocol,
    theory_gaps: tuple[str, ...],
    spread: DrawSpread | None,
) -> list[Block]:
    """Return how strong the study is, and how it was supposed to work."""
    return [
        Heading("How strong is this study?"),
        Paragraph(f"Maryland scale {strength.level} of 5: {strength.reason}."),
        *([] if spread is None else [Paragraph(spread.words)]),
        emmie(strength),
        *([theory_figure(protocol.theory)] if protocol.theory else []),
        *([Bullets(theory_gaps)] if theory_gaps else []),
    ]


def events_blocks(events: Sequence[OtherEvent]) -> list[Block]:
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


def deviations_blocks(standing: Standing) -> list[Block]:
    """Return every deviation from the locked protocol, with the lines that changed."""
    lock = standing.lock
    if lock is None or not lock.deviations:
        return []
    blocks: list[Block] = [Heading("Deviations from the protocol")]
    for d in lock.deviations:
        blocks.append(Paragraph(f"Deviation {d.number}, {d.date}, by {d.by}: {d.reason}"))
        blocks.append(Bullets(d.changes))
    return blocks
