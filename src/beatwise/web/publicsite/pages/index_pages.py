"""Pages about the other pages: home, the open-data catalogue, the search, and the feed of news."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence

from django.utils.feedgenerator import Atom1Feed

from beatwise.clock import day_words
from beatwise.publication.formats.document import Block, Column, Paragraph, Table
from beatwise.publication.formats.ods import MIME
from beatwise.publication.standards.csvw import LICENCE
from beatwise.web.paper_figures import plan_figures
from beatwise.web.publicsite.page_frame import Site, blocks, form, links, page, paragraph
from beatwise.web.publicsite.resource import HERE, HTML, Resource


NEWS, MOST_NEWS = ("Paper", "Decision", "Meeting", "Patrols"), 50
FOLDERS = ("papers", "decisions", "meetings", "patrols")  # each with a list, which is no news
DATA_TYPES = ("text/csv", "application/json", "application/geo+json", MIME)


def home(site: Site, day: dt.date, pages: Sequence[Resource]) -> Resource:
    """Return the home page: the plan at a glance, and what is new."""
    score = plan_figures.scorecard(day)
    tally = score["tally"]
    assert isinstance(tally, dict)  # as plan_figures makes it
    rows = tuple((name.replace("_", " ").capitalize(), int(n)) for name, n in tally.items() if n)
    parts: list[Block] = [
        Paragraph(
            f"{score['count']} headline measures say how the police and crime plan is going.",
            lead=True,
        )
    ]
    if rows:
        columns = (Column("Rating"), Column("Measures", number=True))
        parts.append(Table("glance", "Headline measures by rating", columns, rows))
    body = blocks("home", parts) + links([("plan.html", "The plan, strategy by strategy", "")])
    body += "<h2>New</h2>\n" + _news(pages)
    return page(site, "index.html", "The plan at a glance", body, kind="Home")


def _news(pages: Sequence[Resource]) -> str:
    entries = [
        (
            each.address,
            each.title,
            f"{each.kind}, {day_words(dt.date.fromisoformat(each.modified))}",
        )
        for each in news(pages)[:10]
    ]
    return links(entries) or paragraph("Nothing was published yet.")


def news(pages: Iterable[Resource]) -> list[Resource]:
    """Return pages of the kinds that are news, the newest first."""
    lists = {f"{folder}/index.html" for folder in FOLDERS}
    rows = [p for p in pages if p.kind in NEWS and p.address not in lists]
    return sorted(rows, key=lambda p: (p.modified, p.address), reverse=True)[:MOST_NEWS]


def feed(site: Site, address: str, pages: Sequence[Resource]) -> Resource:
    """Return the news as Atom; ``address`` is where the site is, without a slash at its end."""
    atom = Atom1Feed(title=f"{site.body}: news", link=f"{address}/", description="")
    for each in news(pages):
        moment = dt.datetime.fromisoformat(each.modified).replace(tzinfo=dt.UTC)
        atom.add_item(
            title=each.title,
            link=f"{address}/{each.address}",
            description=each.kind,
            unique_id=f"urn:beatwise:{each.address}",
            updateddate=moment,
        )
    return Resource("feed.atom", "application/atom+xml", atom.writeString("utf-8").encode())


def open_data(site: Site, files: Sequence[Resource]) -> Iterator[Resource]:
    """Yield the catalogue of every data file, as a page and as DCAT in JSON-LD."""
    data = [each for each in files if each.media_type.split(";")[0] in DATA_TYPES]
    entries = [
        (f"../{each.address}", each.address, f"{len(each.content):,} bytes, {each.media_type}")
        for each in data
    ]
    body = paragraph("Every CSV has metadata beside it (CSVW). All of it is open data.")
    body += links(entries) or paragraph("No data file is published yet.")
    yield page(site, "data/index.html", "Open data", body, kind="Data")
    catalogue = {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@type": "dcat:Catalog",
        "dct:title": f"{site.body}: open data",
        "dct:license": {"@id": LICENCE},
        "dcat:dataset": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": f"../{each.address}",
                "dcat:mediaType": each.media_type.split(";")[0],
                "dcat:byteSize": len(each.content),
            }
            for each in data
        ],
    }
    text = json.dumps(catalogue, ensure_ascii=False, indent=1) + "\n"
    yield Resource("data/catalogue.jsonld", "application/ld+json", text.encode())


def search(site: Site, pages: Sequence[Resource]) -> Resource:
    """Return the page with the search and every page from A to Z."""
    rows = [
        each for each in pages if each.title and each.status == HERE and each.media_type == HTML
    ]
    entries = [(p.address, p.title, p.kind) for p in sorted(rows, key=lambda p: p.title.casefold())]
    body = form("") + "<h2>Every page from A to Z</h2>\n" + links(entries)
    return page(site, "search.html", "Search", body, kind="Search", words="Search")
