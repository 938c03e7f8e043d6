"""A frozen pack: as text that is always the same, as a document, and as files."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from beatwise.accountability import boards
from beatwise.accountability.boards import Item
from beatwise.accountability.change_control import in_words
from beatwise.publication.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
)
from beatwise.publication.ods import ods
from beatwise.publication.workbook import workbook


PDF, ODS = "application/pdf", "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes of a pack."""

    pdf: bytes
    ods: bytes


def text(pack: boards.Pack) -> str:
    """Return a pack as canonical JSON."""
    content = {
        "board": pack.board,
        "meeting": pack.meeting.isoformat(),
        "rule": pack.rule,
        "digest": pack.digest,
        "items": [
            {"heading": i.heading, "kind": i.kind, "lines": list(i.lines), "about": list(i.about)}
            for i in pack.items
        ],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> boards.Pack:
    """Return the pack that ``text`` wrote."""
    held = json.loads(text)
    items = tuple(
        Item(i["heading"], i["kind"], tuple(i["lines"]), tuple(i["about"])) for i in held["items"]
    )
    meeting = dt.date.fromisoformat(held["meeting"])
    return boards.Pack(held["board"], meeting, items, held["rule"], held["digest"])


def files(pack: boards.Pack, number: int, why: str = "") -> Files:
    """Return a pack as a tagged PDF and a spreadsheet: the same bytes for the same pack."""
    from beatwise.publication.pdf import Layout, compile_pdf

    made = document(pack, number, why)
    layout = Layout(numbers_at_end=False)
    return Files(compile_pdf(made, layout), ods(workbook(made, (table(pack),))))


def document(pack: boards.Pack, number: int, why: str = "") -> Document:
    """Return a pack as a document; a correction says why it was made."""
    facts = [
        ("Meeting", in_words(pack.meeting)),
        ("Pack", f"{number}{f', a correction: {why}' if why else ''}"),
        ("Rating rule", f"version {pack.rule}"),
        ("Digest", pack.digest),
    ]
    return Document(
        title=f"{pack.board}: papers",
        subtitle=in_words(pack.meeting),
        facts=tuple(facts),
        blocks=tuple(b for n, i in enumerate(pack.items, start=1) for b in _blocks(n, i)),
        footer=(
            "Drawn from the record and frozen: a correction is a new pack, and this one stays.",
            "The digest is the SHA-256 of everything above; the office checks it.",
        ),
        date=pack.meeting,
    )


def table(pack: boards.Pack) -> Table:
    """Return a pack as one table: a row a line."""
    rows = [
        (number, item.heading, line)
        for number, item in enumerate(pack.items, start=1)
        for line in item.lines or ("Nothing.",)
    ]
    columns = (Column("Number", number=True), Column("Item"), Column("Line"))
    return Table("agenda", f"Papers of {pack.board}", columns, tuple(rows))


def _blocks(number: int, item: Item) -> list[Block]:
    head = Heading(f"{number}. {item.heading}")
    return [head, Bullets(item.lines) if item.lines else Paragraph("Nothing.")]
