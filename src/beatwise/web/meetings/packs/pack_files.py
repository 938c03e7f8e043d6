"""A frozen pack: as text that is always the same, as a document, and as files."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from beatwise.accountability.boards import agenda, papers
from beatwise.accountability.boards.agenda import Item
from beatwise.accountability.boards.papers import PAGE, SHEET, Grid, Part, Picture, Words
from beatwise.accountability.plan.change_control import in_words
from beatwise.publication import state_looks
from beatwise.publication.control_chart.state_marks import icon
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
from beatwise.publication.formats.ods import ods
from beatwise.publication.formats.workbook import workbook


PDF, ODS = "application/pdf", "application/vnd.oasis.opendocument.spreadsheet"
NOTHING = "Nothing."
VARIATION, SIGNS = "Variation", "Variation and target"
STATES = ("Rating", "State", "Target", VARIATION)
_ANCHOR = (
    "History is the office's last change before this pack, and the hash of its whole record then. "
    "The office's check takes it as an anchor, so this copy shows if that record was altered."
)


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes of a pack."""

    pdf: bytes
    ods: bytes


def text(pack: agenda.Pack, history: str = "") -> str:
    """Return a pack as canonical JSON, with the head of the ``history`` when it was drawn."""
    content = {
        "board": pack.board,
        "meeting": pack.meeting.isoformat(),
        "rule": pack.rule,
        "digest": pack.digest,
        "history": history,
        "items": [
            {"heading": i.heading, "kind": i.kind, "lines": list(i.lines), "about": list(i.about),
             "parts": papers.as_json(i.parts)}
            for i in pack.items
        ],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> agenda.Pack:
    """Return the pack that ``text`` wrote."""
    content = json.loads(text)
    items = tuple(
        Item(i["heading"], i["kind"], tuple(i["lines"]), tuple(i["about"]),
             papers.from_json(i.get("parts", ())))
        for i in content["items"]
    )  # fmt: skip
    meeting = dt.date.fromisoformat(content["meeting"])
    return agenda.Pack(content["board"], meeting, items, content["rule"], content["digest"])


def history_head(text: str) -> str:
    """Return the head of the history in what ``text`` wrote; empty in packs of before it was."""
    return str(json.loads(text).get("history", ""))


def files(pack: agenda.Pack, number: int, why: str = "", history: str = "") -> Files:
    """Return a pack as a tagged PDF and a spreadsheet: the same bytes for the same pack.

    ``history`` is the head of the history, printed so that every copy of the pack is an anchor.
    """
    from beatwise.publication.formats.pdf import Layout, compile_pdf

    paper = document(pack, number, why, history)
    layout = Layout(numbers_at_end=False, margin_mm=15, table_pt=8, picture_mm=118)
    return Files(compile_pdf(paper, layout), ods(workbook(paper, tables(pack))))


def document(pack: agenda.Pack, number: int, why: str = "", history: str = "") -> Document:
    """Return a pack as a document; a correction says why it was made."""
    facts = [
        ("Meeting", in_words(pack.meeting)),
        ("Pack", f"{number}{f', a correction: {why}' if why else ''}"),
        ("Rating rule", f"version {pack.rule}"),
        ("Digest", pack.digest),
    ]
    if history:
        facts.append(("History", history))
    return Document(
        title=f"{pack.board}: papers",
        subtitle=in_words(pack.meeting),
        facts=tuple(facts),
        blocks=tuple(b for n, i in enumerate(pack.items, start=1) for b in _blocks(n, i)),
        footer=(
            "The numbers behind each picture are in the spreadsheet of this pack.",
            "Drawn from the record and frozen: a correction is a new pack, and this one stays.",
            "The digest is the SHA-256 of everything above; the office checks it.",
            *([_ANCHOR] if history else []),
        ),
        date=pack.meeting,
    )


def tables(pack: agenda.Pack) -> tuple[Table, ...]:
    """Return a pack's tables for a spreadsheet, the agenda first."""
    rows = tuple((n, item.heading, _brief(item)) for n, item in enumerate(pack.items, start=1))
    columns = (Column("Number", number=True), Column("Item"), Column("In short"))
    agenda = Table("agenda", f"Agenda of {pack.board}", columns, rows)
    grids = [p for i in pack.items for p in i.parts if isinstance(p, Grid) and p.medium != PAGE]
    return (agenda, *map(table, grids))


def table(grid: Grid) -> Table:
    """Return a table of the papers as a document's."""
    columns = tuple(
        Column(
            head,
            number=at in grid.numbers,
            as_given=True,
            tint=state_looks.tint_where(head in STATES),
        )
        for at, head in enumerate(grid.heads)
    )
    return Table(grid.name, grid.caption, columns, grid.rows, icons=icons(grid))


def icons(grid: Grid) -> dict[str, tuple[str, ...]]:
    """Return the icons of variation and assurance in a table, by the words of their cells."""
    at = [i for i, head in enumerate(grid.heads) if head in (VARIATION, SIGNS)]
    words = {row[i] for row in grid.rows for i in at}
    looks = {each: state_looks.of_words(each) for each in words if isinstance(each, str)}
    return {each: tuple(map(icon, own)) for each, own in looks.items() if own}


def printed_parts(item: Item) -> tuple[Part, ...]:
    """Return the parts of an item that stand on a page or in print."""
    return tuple(p for p in item.parts if not (isinstance(p, Grid) and p.medium == SHEET))


def _brief(item: Item) -> str:
    if item.kind in ("progress", "scorecard", "item"):
        return " ".join(item.lines) or NOTHING
    return f"{len(item.lines)} listed" if item.lines else NOTHING


def _blocks(number: int, item: Item) -> list[Block]:
    head = Heading(f"{number}. {item.heading}")
    parts = printed_parts(item)
    lead = [Paragraph(line) for line in item.lines] if item.kind == "progress" else []
    if parts:
        return [head, *lead, *map(_block, parts)]
    return [head, Bullets(item.lines) if item.lines else Paragraph(NOTHING)]


def _block(part: Part) -> Block:
    if isinstance(part, Words):
        return Heading(part.text, part.level) if part.level else Paragraph(part.text)
    if isinstance(part, Picture):
        return Figure(part.name, part.caption, part.alt, part.wide, part.narrow, note=part.note)
    return table(part)
