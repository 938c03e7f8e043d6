"""A second language: pages whose every text a catalogue has, and the switch between the two.

A catalogue is a file that a translator can read: the English of each text, and beside it the other
language. A page of which a text lacks is not translated, so that nobody reads half of one, and has
no switch. Editions are frozen bytes, so texts are exchanged when one is made and not when somebody
reads it; that is why this is no catalogue of Django's, which a running request looks up.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from beatwise.clock import day_words
from beatwise.fields import Fields, read_document
from beatwise.web.publicsite.page_frame import Site
from beatwise.web.publicsite.resource import HERE, HTML, Resource


BODY, DAY, HISTORY = "{body}", "{day}", "{history}"  # what a text holds of the edition
ENGLISH = "en-GB"
_CODE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_HEAD = re.compile(r"\d+:[0-9a-f]{64}")  # of the office's history
_SPOKEN = ("aria-label", "alt", "title")
_DYNAMIC = "search.html"  # answered in English, whatever is asked
_LETTERS = re.compile(r"[^\W\d_]{2}")
_MARK = "</nav></header>"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A language: its code, its name in itself, its months from January, and texts by English."""

    code: str
    name: str
    months: tuple[str, ...]
    texts: Mapping[str, str]

    def place(self, address: str) -> str:
        """Return the address of a page's translation, in the same folder: ``about.cy.html``."""
        stem, _, ending = address.rpartition(".")
        return f"{stem}.{self.code}.{ending}"


def read_catalogue(path: Path) -> Catalogue:
    """Read a catalogue; raise ``BadInput`` or ``MissingData`` with every fault."""
    with read_document(path) as content:
        content.only("format", "code", "name", "months", "text")
        content.exactly("format", 1)
        code, months = content.text("code"), tuple(content.texts("months"))
        if not _CODE.fullmatch(code) or code.startswith("en"):
            content.fault("code", "give the code of a language beside English, as cy")
        if len(months) != 12:
            content.fault("months", "give the names of the twelve months from January")
        texts = dict(content.each("text", _text))
        return Catalogue(code, content.text("name"), months, texts)


def _text(fields: Fields) -> tuple[str, str]:
    fields.only("en", "words")
    return fields.text("en"), fields.text("words")


def with_translations(
    site: Site, resources: Sequence[Resource], catalogues: Sequence[Catalogue]
) -> list[Resource]:
    """Return an edition with the pages that catalogues translate, and the switches to them."""
    pages = [each for each in resources if _is_page(each)]
    there = {
        catalogue.code: {p.address for p in pages if not missing(site, p, catalogue)}
        for catalogue in catalogues
    }
    changed: dict[str, Resource] = {}
    for page in pages:
        languages = [each for each in catalogues if page.address in there[each.code]]
        if not languages:
            continue
        for each in languages:
            walker = _Walker(site, each, page.address, there[each.code])
            content = _switched(walker.translated(page), page.address, languages, each.code)
            title = each.texts.get(page.title, page.title)
            changed[each.place(page.address)] = replace(
                page, address=each.place(page.address), content=content.encode(), title=title,
                words=" ".join([title, *walker.printed]),
            )  # fmt: skip
        content = _switched(page.content.decode(), page.address, languages, "")
        changed[page.address] = replace(page, content=content.encode())
    return list(({each.address: each for each in resources} | changed).values())


def missing(site: Site, page: Resource, catalogue: Catalogue) -> list[str]:
    """Return the texts of a page that a catalogue lacks, each once, in order."""
    walker = _Walker(site, catalogue, page.address, frozenset())
    walker.translated(page)
    return list(dict.fromkeys(walker.missing))


def _is_page(each: Resource) -> bool:
    is_whole = each.media_type == HTML and each.status == HERE and each.address != _DYNAMIC
    return is_whole and _MARK.encode() in each.content


def _switched(text: str, address: str, languages: Sequence[Catalogue], code: str) -> str:
    """Return a page with links to itself in the other languages."""
    own = posixpath.basename(address)
    others = [(ENGLISH, "English", own)] if code else []
    others += [
        (each.code, each.name, posixpath.basename(each.place(address)))
        for each in languages
        if each.code != code
    ]
    items = "".join(
        f'<li><a href="{escape(file)}" hreflang="{language}" lang="{language}">{escape(name)}</a>'
        "</li>"
        for language, name, file in others
    )
    alternates = "".join(
        f'<link rel="alternate" hreflang="{language}" href="{escape(file)}">\n'
        for language, _, file in others
    )
    switch = f'</nav><ul class="site languages">{items}</ul></header>'
    return text.replace(_MARK, switch, 1).replace("</head>", f"{alternates}</head>", 1)


class _Walker(HTMLParser):
    """Goes through a page and exchanges its texts; everything else stays as it is."""

    def __init__(
        self, site: Site, catalogue: Catalogue, address: str, there: Collection[str]
    ) -> None:
        super().__init__(convert_charrefs=True)
        self._site, self._catalogue, self._there = site, catalogue, there
        self._folder = posixpath.dirname(address)
        self._open = ""
        self._parts: list[str] = []
        self.missing: list[str] = []
        self.printed: list[str] = []

    def translated(self, page: Resource) -> str:
        """Return the page with the texts that the catalogue has."""
        self.feed(page.content.decode())
        self.close()
        return "".join(self._parts)

    def handle_decl(self, decl: str) -> None:
        self._parts.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text, self._open = self.get_starttag_text() or "", tag
        if tag == "html":
            text = text.replace(f'lang="{ENGLISH}"', f'lang="{self._catalogue.code}"')
        for name, value in attrs:
            if value and name in _SPOKEN:
                text = text.replace(f'"{escape(value)}"', f'"{escape(self._text(value))}"')
            elif value and tag == "a" and name == "href":
                text = text.replace(f'"{escape(value)}"', f'"{escape(self._link(value))}"')
        self._parts.append(text)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self._parts.append(f"<!--{data}-->")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""
        self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._open == "style":
            self._parts.append(data)
            return
        words, tail = data.strip(), f" – {self._site.body}"
        if self._open == "title" and words.endswith(tail):
            replacement = self._text(words.removesuffix(tail)) + tail
        else:
            replacement = self._text(words)
        self.printed.append(replacement)
        self._parts.append(escape(data.replace(words, replacement) if words else data, quote=False))

    def _link(self, link: str) -> str:
        place = posixpath.normpath(posixpath.join(self._folder, link))
        return self._catalogue.place(link) if place in self._there else link

    def _text(self, words: str) -> str:
        """Return a text in the other language, or as it is where it lacks or has no word."""
        if words == self._site.body or not _LETTERS.search(words):
            return words
        site, day = self._site, dt.date.fromisoformat(self._site.day)
        own = {site.body: BODY, day_words(day): DAY, site.day: DAY}
        key = _HEAD.sub(HISTORY, " ".join(words.split()))
        for value, mark in own.items():
            key = key.replace(value, mark) if value else key
        replacement = self._catalogue.texts.get(key)
        if replacement is None:
            self.missing.append(key)
            return words
        head = _HEAD.search(words) or ("",)
        own_day = f"{day.day} {self._catalogue.months[day.month - 1]} {day.year}"
        return replacement.replace(BODY, site.body).replace(DAY, own_day).replace(HISTORY, head[0])


def texts(site: Site, pages: Sequence[Resource]) -> Iterator[str]:
    """Yield the English of pages, each text once: what a catalogue of them has."""
    empty = Catalogue("", "", (), {})
    every = (text for page in pages if _is_page(page) for text in missing(site, page, empty))
    yield from dict.fromkeys(every)
