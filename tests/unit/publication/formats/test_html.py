"""A page holds together: it parses, asks nothing of the network, and names its tables."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser

import pytest
from tests.unit.publication.town.worlds import town

from beatwise.publication.formats.document import Column, Table
from beatwise.publication.formats.html import page
from beatwise.publication.town.brief import brief
from beatwise.publication.town.report import report


VOID = {"meta", "link", "br", "img", "input", "hr"}


class Tree(HTMLParser):
    """Checks that every element is closed in its turn, and gathers ids and tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        held = dict(attrs)
        self.seen.append((tag, held))
        if "id" in held:
            self.ids.append(str(held["id"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself, as those of a drawing do."""
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop() == tag


@pytest.fixture(scope="module", params=["brief", "report"])
def made(request: pytest.FixtureRequest) -> str:
    """A brief and a report as pages."""
    if request.param == "brief":
        return page(brief(town()), contents=False, kind="brief")
    return page(report(town()))


def parsed(made: str) -> Tree:
    tree = Tree()
    tree.feed(made)
    return tree


def test_it_parses(made: str) -> None:
    """Every element is closed in its turn and no two share an id."""
    tree = parsed(made)
    assert tree.open == []
    assert len(tree.ids) == len(set(tree.ids))


def test_nothing_comes_from_outside(made: str) -> None:
    """Nothing is loaded; links lead to headings that are there, or by a click to a public map."""
    tree = parsed(made)
    for tag, held in tree.seen:
        assert tag not in {"script", "link", "iframe", "img", "object", "embed"}
        assert "style" not in held
        assert "src" not in held
        if str(held.get("href", "")).startswith("https://www.openstreetmap.org/?"):
            assert (tag, held["rel"]) == ("a", "noreferrer")
        elif "href" in held:
            assert str(held["href"]).removeprefix("#") in tree.ids
    assert "url(" not in made
    assert "@import" not in made


def test_the_policy_names_the_style_by_its_hash(made: str) -> None:
    """The content policy allows the one style sheet that is there, and nothing else."""
    style = re.search(r"<style>(.*?)</style>", made, re.S)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', made)
    assert style is not None
    assert policy is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]


def test_tables_and_drawings_are_named(made: str) -> None:
    """Each drawing has words for it; each table a caption and headings with a scope."""
    tree = parsed(made)
    for tag, held in tree.seen:
        if tag == "svg":
            assert held["role"] == "img"
            assert len(str(held["aria-label"])) > 30
        if tag == "th":
            assert held["scope"] in ("col", "row")
    assert made.count("<table>") == made.count("<caption>")


def test_words_are_escaped() -> None:
    """A label with angle brackets and quotes stays words."""
    said = page(report(town(area='<b onload="x">Town</b> & Co')))
    assert "<b onload" not in said
    assert "&lt;b onload=&quot;x&quot;&gt;Town&lt;/b&gt; &amp; Co" in said


def test_no_data_is_said(made: str) -> None:
    """A missing month (here two, in one row) reads no data in the report, never nought."""
    if "Contents" in made:
        assert re.search(r"March 2025[^<]*</th><td class=\"missing number\">no data</td>", made)


def test_what_is_missing_stands_where_the_values_of_its_column_do() -> None:
    """No data is to the right in a column of numbers, and to the left in one of words."""
    columns = (Column("Town"), Column("Count", number=True), Column("Why"))
    table = Table("t", "Towns", columns, (("Pelbrook", None, None),))
    made = page(dataclasses.replace(report(town()), blocks=(table,)))
    assert '<td class="missing number">no data</td><td class="missing">no data</td>' in made
    [rule] = re.findall(r"\.missing\{[^}]*\}", made)
    assert "text-align" not in rule
