"""Papers at their permanent addresses: released papers, and published packs."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.boards.agenda import Pack
from beatwise.accountability.plan.change_control import in_words
from beatwise.publication.formats import html
from beatwise.publication.formats.document import Document
from beatwise.web.meetings.models import Publication
from beatwise.web.meetings.packs import pack_files
from beatwise.web.publicsite.page_frame import Site, links, page, paragraph
from beatwise.web.publicsite.pages.released_papers import released_papers
from beatwise.web.publicsite.resource import Resource


KIND = "Paper"
Entry = tuple[str, str, str]


def paper_pages(site: Site) -> Iterator[Resource]:
    """Yield the list of papers, each released paper, and each published pack with its files."""
    entries: list[Entry] = []
    resources: list[Resource] = []
    for line, own in released_papers():
        entries.append(line)
        resources += own
    rows = Publication.objects.select_related("pack__meeting__board", "pack__pdf", "pack__ods")
    for row in rows.order_by("-pack__meeting__on", "-pack__number").iterator(chunk_size=4):
        pack, content = row.pack, pack_files.read(row.pack.content)
        address = f"papers/meeting-{pack.meeting.number}-pack-{pack.number}"
        title = f"{pack.meeting.board.name}, {in_words(pack.meeting.on)}"
        if pack.number > 1:
            title += f", correction {pack.number - 1}"
        entries.append((f"{address}.html".removeprefix("papers/"), title, pack.why))
        document = pack_files.document(
            content, pack.number, pack.why, pack_files.history_head(pack.content)
        )
        resources.append(_page(site, address, title, document, content, f"{row.at:%Y-%m-%d}"))
        resources.append(Resource(f"{address}.pdf", pack_files.PDF, bytes(pack.pdf.data)))
        resources.append(Resource(f"{address}.ods", pack_files.ODS, bytes(pack.ods.data)))
        resources.append(Resource(f"{address}.json", "application/json", pack.content.encode()))
    body = links(entries) or paragraph("No paper is published yet.")
    yield page(site, "papers/index.html", "Papers", body, kind="Papers")
    yield from resources


def _page(
    site: Site, address: str, title: str, document: Document, content: Pack, released: str
) -> Resource:
    name = address.rpartition("/")[2]
    files = links([(f"{name}.pdf", "PDF", ""), (f"{name}.ods", "Its tables (OpenDocument)", ""),
                   (f"{name}.json", "As it was frozen (JSON)", "")])  # fmt: skip
    facts = "".join(paragraph(f"{term}: {value}") for term, value in document.facts)
    words = " ".join([title, *(f"{i.heading} {' '.join(i.lines)}" for i in content.items)])
    body = facts + files + html.body(document)
    return page(site, f"{address}.html", title, body, kind=KIND, words=words, modified=released)
