"""The frame of every page: title, menu, where one is, and the foot. No script, no cookie.

Links are relative, so that the same bytes work on a server and from a folder on a disk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources

from beatwise.clock import day_words
from beatwise.publication.formats import html
from beatwise.publication.formats.document import Block, Document
from beatwise.web.publicsite.resource import HERE, HTML, Resource


MENU = (
    ("index.html", "Home"),
    ("plan.html", "Plan"),
    ("measures/index.html", "Measures"),
    ("papers/index.html", "Papers"),
    ("decisions/index.html", "Decisions"),
    ("meetings/index.html", "Meetings"),
    ("patrols/index.html", "Patrols"),
    ("concerns.html", "Raise a concern"),
    ("data/index.html", "Open data"),
    ("search.html", "Search"),
)
FOOT = (
    ("accessibility.html", "Accessibility statement"),
    ("about.html", "About this site"),
    ("feed.atom", "News (Atom)"),
    ("meetings.ics", "Meetings (iCalendar)"),
)
STYLE = "style.css"
CURRENT = ' aria-current="page"'


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says of the body: its name, and the day of the edition.

    ``history`` is the head of the office's history when the edition was made.
    """

    body: str
    day: str
    history: str = ""


def style() -> Resource:
    """Return the one style sheet."""
    sheets = (("beatwise.publication", "page.css"), ("beatwise.web.publicsite", "site.css"))
    text = "".join(resources.files(room).joinpath(file).read_text("utf-8") for room, file in sheets)
    return Resource(STYLE, "text/css; charset=utf-8", text.encode())


def page(
    site: Site,
    address: str,
    title: str,
    body: str,
    *,
    kind: str = "",
    words: str = "",
    modified: str = "",
    status: int = HERE,
) -> Resource:
    """Return a page; ``body`` is HTML below its title, ``words`` what a search looks through."""
    up = "../" * address.count("/")
    menu = "".join(
        f'<li><a href="{up}{place}"{CURRENT if place == address else ""}>{escape(name)}</a></li>'
        for place, name in MENU
    )
    published = day_words(dt.date.fromisoformat(site.day))
    foot = "".join(f'<li><a href="{up}{place}">{escape(name)}</a></li>' for place, name in FOOT)
    text = (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – {escape(site.body)}</title>\n"
        f'<link rel="stylesheet" href="{up}{STYLE}">\n'
        f'<link rel="alternate" type="application/atom+xml" href="{up}feed.atom" '
        'title="News">\n</head>\n<body>\n'
        '<a class="skip" href="#main">Skip to main content</a>\n'
        f'<header><p class="body">{escape(site.body)}</p>\n'
        f'<nav class="menu" aria-label="Menu"><ul class="site">{menu}</ul></nav></header>\n'
        f'<main id="main"><h1>{escape(title)}</h1>\n{body}</main>\n'
        f'<footer><p class="note">Published on {published}. Open Government Licence v3.0, unless '
        f'a page says otherwise.</p><ul class="site">{foot}</ul></footer>\n'
        "</body>\n</html>\n"
    )
    return Resource(
        address, HTML, text.encode(), title, kind, words or title, modified or site.day, status
    )


def blocks(title: str, parts: Sequence[Block]) -> str:
    """Return blocks of a document as HTML: tables, figures, paragraphs."""
    return html.body(Document(title, "", (), tuple(parts), (), dt.date.min))


def paragraph(words: str) -> str:
    """Return a paragraph."""
    return f"<p>{escape(words)}</p>\n"


def links(items: Sequence[tuple[str, str, str]]) -> str:
    """Return a list of links: address, words, and a line below."""
    rows = "".join(
        f'<li><a href="{escape(address)}">{escape(words)}</a>'
        f"{f'<p>{escape(below)}</p>' if below else ''}</li>"
        for address, words, below in items
    )
    return f'<ul class="cards">{rows}</ul>\n' if rows else ""


def form(query: str) -> str:
    """Return the form of the search."""
    return (
        '<form action="search.html" method="get" role="search"><label for="q">Search this site'
        f'</label><input type="search" id="q" name="q" maxlength="200" value="{escape(query)}"> '
        '<button type="submit">Search</button></form>\n'
    )
