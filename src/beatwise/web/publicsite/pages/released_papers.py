"""Released papers at their permanent addresses: each file as it was released, the page as well.

The page that stands at the address itself leads back to the site besides; ``paper.html`` beside it
is the frozen one. A withdrawn paper leaves its tombstone, which says why, at the same address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from beatwise.accountability.plan.change_control import in_words
from beatwise.publication.papers.release.release_files import PAGE
from beatwise.web.papers.selectors import ReleasedPaper, released
from beatwise.web.publicsite.resource import GONE, HERE, HTML, Resource


KIND = "Paper"
_HEADER = b"<header>"
_WAY_BACK = (  # one sentence: links within one need no size of their own, and the style is frozen
    b'<nav aria-label="Site"><p>Go to <a href="../index.html">all papers</a> or to the '
    b'<a href="../../index.html">home page</a> of this site.</p></nav>\n'
)
_TAGS = re.compile(rb"<style>.*?</style>|<[^>]*>", re.DOTALL)
Entry = tuple[str, str, str]


def entry(paper: ReleasedPaper) -> Entry:
    """Return a paper as a line of the list of papers."""
    below = f"Released on {in_words(paper.released_on)}."
    if paper.tombstone is not None:
        below = f"Withdrawn: {paper.tombstone}"
    return f"{paper.slug}/index.html", paper.title, below


def released_papers() -> Iterator[tuple[Entry, list[Resource]]]:
    """Yield each released paper's line, and its resources."""
    for paper in released():
        yield entry(paper), _resources(paper)


def _resources(paper: ReleasedPaper) -> list[Resource]:
    address = f"papers/{paper.slug}"
    page = Resource(
        f"{address}/index.html",
        HTML,
        paper.html.replace(_HEADER, _WAY_BACK + _HEADER, 1),
        paper.title,
        KIND,
        " ".join(unescape(_TAGS.sub(b" ", paper.html).decode("utf-8", "replace")).split()),
        paper.released_on.isoformat(),
        HERE if paper.tombstone is None else GONE,
    )
    files = [Resource(f"{address}/{each.name}", each.media, each.content) for each in paper.files]
    if paper.tombstone is None:
        files.insert(0, Resource(f"{address}/{PAGE}", HTML, paper.html))
    return [page, *{each.address: each for each in files}.values()]
