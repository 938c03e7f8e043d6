"""A frozen pack: as text that is always the same, as a document, and as files."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from beatwise.accountability.boards import agenda, item_details, papers
from beatwise.accountability.boards.agenda import Item
from beatwise.accountability.boards.papers import PAGE, SHEET, Entry, Grid, Part, Picture, Words
from beatwise.accountability.roles import owner_titles
from beatwise.clock import day_words
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
from beatwise.publication.papers.release import history_anchor


PDF, ODS = "application/pdf", "application/vnd.oasis.opendocument.spreadsheet"
NOTHING, NOT_SET = "Nothing.", "not set"
VARIATION, SIGNS = "Variation", "Variation and target"
STATES = ("Rating", "State", "Target", VARIATION)


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
             "parts": papers.as_json(i.parts), **_details(i)}
            for i in pack.items
        ],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _details(item: Item) -> dict[str, object]:
    known = item.details != item_details.NONE
    return {"details": item_details.as_json(item.details)} if known else {}


def read(text: str) -> agenda.Pack:
    """Return the pack that ``text`` wrote, in its form of today or of earlier releases."""
    content = json.loads(text)
    items = tuple(
        Item(i["heading"], i["kind"], tuple(i["lines"]), tuple(i["about"]),
             papers.from_json(i.get("parts", ())),
             item_details.from_json(i["details"]) if "details" in i else item_details.NONE)
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
    layout = Layout(
        numbers_at_end=False,
        margin_mm=15,
        table_pt=8,
        picture_mm=118,
        contents=True,
        rows_whole=True,
    )
    return Files(compile_pdf(paper, layout), ods(workbook(paper, tables(pack))))


def document(pack: agenda.Pack, number: int, why: str = "", history: str = "") -> Document:
    """Return a pack as a document; a correction says why it was made."""
    facts = [
        ("Meeting", day_words(pack.meeting)),
        ("Pack", f"{number}{f', a correction: {why}' if why else ''}"),
        ("Rating rule", f"version {pack.rule}"),
        ("Digest", pack.digest),
    ]
    if history:
        facts.append((history_anchor.LABEL, history))
    return Document(
        title=f"{pack.board}: papers",
        subtitle=day_words(pack.meeting),
        facts=tuple(facts),
        blocks=(_agenda(pack), *(b for n, i in enumerate(pack.items, 1) for b in _blocks(n, i))),
        footer=(
            "The numbers behind each picture are in the spreadsheet of this pack.",
            "Drawn from the record and frozen: a correction is a new pack, and this one stays.",
            "The digest is the SHA-256 of everything above; the office checks it.",
            *([history_anchor.WORDS] if history else []),
        ),
        date=pack.meeting,
    )


def tables(pack: agenda.Pack) -> tuple[Table, ...]:
    """Return a pack's tables for a spreadsheet, the agenda first."""
    grids = [p for i in pack.items for p in papers.flat(i.parts) if isinstance(p, Grid)]
    return (_agenda(pack, brief=True), *(table(grid) for grid in grids if grid.medium != PAGE))


def _agenda(pack: agenda.Pack, *, brief: bool = False) -> Table:
    """Return the items with who owns and presents each, its time and its files."""
    heads = ("Number", "Item", *(["In short"] if brief else []), "Owner", "Presenter", "Begins",
             "Minutes", "Attachments")  # fmt: skip
    rows = []
    for number, item in enumerate(pack.items, start=1):
        own = item.details
        files = ", ".join(file.name for file in own.attachments)
        rows.append(
            (number, item.heading, *([_brief(item)] if brief else []),
             owner_titles().get(own.owner, NOT_SET), owner_titles().get(own.presenter, NOT_SET),
             own.begins or NOT_SET, NOT_SET if own.minutes is None else own.minutes,
             files or "none")
        )  # fmt: skip
    columns = tuple(Column(head, number=head in ("Number", "Minutes")) for head in heads)
    return Table("agenda", f"Agenda of {pack.board}", columns, tuple(rows))


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
    return icons_of(row[i] for row in grid.rows for i in at)


def icons_of(words: Iterable[object]) -> dict[str, tuple[str, ...]]:
    """Return the icons of words that say a variation or an assurance, by those words."""
    looks = {each: state_looks.of_words(each) for each in set(words) if isinstance(each, str)}
    return {each: tuple(map(icon, own)) for each, own in looks.items() if own}


def printed_parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts that stand on a page or in print."""
    return tuple(p for p in parts if not (isinstance(p, Grid) and p.medium == SHEET))


def _brief(item: Item) -> str:
    if item.kind in ("progress", "scorecard", "item"):
        return " ".join(item.lines) or NOTHING
    return f"{len(item.lines)} listed" if item.lines else NOTHING


def _blocks(number: int, item: Item) -> list[Block]:
    head = Heading(f"{number}. {item.heading}")
    parts = printed_parts(item.parts)
    lead = [Paragraph(line) for line in item.lines] if item.kind == "progress" else []
    if parts:
        return [head, *lead, *_printed(parts, f"lines-{number}", item.heading)]
    return [head, Bullets(item.lines) if item.lines else Paragraph(NOTHING)]


def _printed(parts: Iterable[Part], name: str, heading: str) -> Iterator[Block]:
    """Yield parts as print has them: the lines of entries as one table, then each one's detail."""
    for at, (is_entry, group) in enumerate(itertools.groupby(parts, _is_entry)):
        if not is_entry:
            yield from map(_block, group)
            continue
        entries = [part for part in group if isinstance(part, Entry)]
        yield from _lines(entries, f"{name}-{at}", heading)
        for number, entry in enumerate(entries):
            inner = printed_parts(entry.parts)
            if inner:
                yield Heading(entry.title, 3)
                yield from [Paragraph(entry.summary, sticky=True)] if entry.summary else []
                yield from _printed(inner, f"{name}-{at}-{number}", entry.title)


def _lines(entries: Sequence[Entry], name: str, heading: str) -> Iterator[Table]:
    """Yield a table of the figures that entries have, a line each; none where they have none."""
    heads = dict.fromkeys(label for entry in entries for label, _ in entry.figures)
    if heads:
        cells = [dict(entry.figures) for entry in entries]
        rows = tuple(
            (entry.title, *(cell.get(head, "") for head in heads))
            for entry, cell in zip(entries, cells, strict=True)
        )
        drawings = icons_of(words for row in rows for words in row)
        columns = (Column("Measure"), *map(Column, heads))
        yield Table(name, f"{heading} in one line each", columns, rows, icons=drawings)


def _is_entry(part: Part) -> bool:
    return isinstance(part, Entry)


def _block(part: Part) -> Block:
    """Return a part that is no entry as a block of a document."""
    if isinstance(part, Words):
        return Heading(part.text, part.level) if part.level else Paragraph(part.text)
    if isinstance(part, Picture):
        return Figure(part.name, part.caption, part.alt, part.wide, part.narrow, note=part.note)
    if isinstance(part, Entry):
        raise TypeError("entries are printed in groups")
    return table(part)
