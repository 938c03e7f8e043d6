"""Papers as their pages show them: blocks of the preview, findings, comments, releases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.safestring import mark_safe

from beatwise.accountability.roles import role
from beatwise.publication import state_looks
from beatwise.publication.formats.document import (
    Bullets,
    Document,
    Figure,
    Heading,
    Inset,
    Numbers,
    Paragraph,
    Table,
    cell_text,
    flat,
)
from beatwise.publication.papers.release.paper_states import DRAFT
from beatwise.web.papers.models import Paper, PaperComment, Release
from beatwise.web.papers.paper_checks import CheckedPaper, PaperFinding


_LOOK = "paper {}"


def look(paper: Paper) -> state_looks.Look:
    """Return how a paper's state looks."""
    name = "draft paper" if paper.state == DRAFT else _LOOK.format(paper.state)
    return state_looks.NAMED[name]


def preview(checked: CheckedPaper) -> dict[str, object]:
    """Return what the preview of a paper shows: its blocks, and everything to look at."""
    document = checked.paper.document
    return {
        "facts": document.facts,
        "blocks": list(blocks(document)),
        "footer": document.footer,
        "gaps": checked.paper.gaps,
        "secrets": checked.secrets,
        "warnings": checked.warnings,
        "findings": [finding(each) for each in checked.findings],
        "hindrances": checked.hindrances,
        "compared": checked.compared,
        "hidden": [each.about for each in checked.paper.figures if each.hidden],
    }


def blocks(document: Document) -> Iterator[dict[str, object]]:
    """Yield the blocks of a document, each with what a template needs."""
    numbers = Numbers.of(document)
    for block in flat(document.blocks):
        match block:
            case Heading(text, level):
                yield {"kind": "heading", "text": text, "minor": level > 2}
            case Paragraph(text):
                yield {"kind": "paragraph", "text": text}
            case Inset(text):
                yield {"kind": "inset", "text": text}
            case Bullets(items):
                yield {"kind": "bullets", "items": items}
            case Table():
                yield {"kind": "table", **_table(block, numbers)}
            case Figure():
                picture = {
                    "alt": block.alt,
                    "wide": mark_safe(block.wide),
                    "narrow": mark_safe(block.narrow),
                }
                caption = numbers.figure(block)
                yield {"kind": "figure", "picture": picture, "caption": caption}


def _table(table: Table, numbers: Numbers) -> dict[str, object]:
    rows = [
        [
            {"words": cell_text(value, column, table.empty), "numeric": column.number}
            for value, column in zip(row, table.columns, strict=True)
        ]
        for row in table.printed
    ]
    return {"caption": numbers.table(table), "columns": table.columns, "rows": rows}


def finding(each: PaperFinding) -> dict[str, object]:
    """Return a finding in words, with the key of its note."""
    comparison = each.comparison
    return {
        "key": each.key,
        "cell": comparison.cell,
        "printed": comparison.printed,
        "recomputed": comparison.recomputed,
        "rule": comparison.rule,
        "explanation": comparison.explanation,
        "certain": each.is_certain,
        "note": each.note,
    }


def comment(row: PaperComment) -> dict[str, object]:
    """Return a comment with who made it, as a role."""
    return {"row": row, "role": role(row.by.role).title}


def releases(paper: Paper) -> list[dict[str, object]]:
    """Return the releases of a paper, the newest first, with the words for its files."""
    return [release(row) for row in paper.releases.all()]


def release(row: Release) -> dict[str, object]:
    """Return a release with its hands in words."""
    roles = " and ".join(dict.fromkeys(role(hand[1]).title.lower() for hand in row.hands))
    files: Sequence[Mapping[str, Any]] = row.files
    return {"row": row, "roles": roles, "files": [each["name"] for each in files]}
