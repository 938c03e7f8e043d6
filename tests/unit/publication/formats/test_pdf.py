"""A PDF is tagged, named, described and the same each time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from tests.unit.publication.town.worlds import town

from beatwise.publication.formats.pdf import compile_pdf, page_count, text
from beatwise.publication.town.brief import brief, one_page_pdf
from beatwise.publication.town.report import report


@pytest.fixture(scope="module", params=["brief", "report"])
def made(request: pytest.FixtureRequest) -> bytes:
    """A brief and a report as PDFs."""
    return one_page_pdf(town()) if request.param == "brief" else compile_pdf(report(town()))


def elements(node: Any) -> Iterator[Any]:
    """Every structure element below a node."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if hasattr(child, "keys") and "/S" in child:
            yield child
            yield from elements(child)


def test_it_is_tagged_and_named(made: bytes) -> None:
    """It has a structure tree, a language, a title that is shown, and says its standards."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert "/StructTreeRoot" in opened.Root
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).startswith("en")
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        said = str(opened.Root.Metadata.read_bytes())
        assert "Little Snoring-by-the-Water" in said
        assert "pdfuaid:part" in said
        assert "2025-12-31" in said


def test_every_figure_has_words(made: bytes) -> None:
    """Each figure carries alternative words."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        found = [e for e in elements(opened.Root.StructTreeRoot) if str(e.S) == "/Figure"]
        assert found
        assert all(len(str(e.Alt)) > 30 for e in found)


def test_tables_have_row_and_column_headers() -> None:
    """Each table row begins with a header of scope Row, below headers of scope Column."""
    with pikepdf.open(io.BytesIO(compile_pdf(report(town())))) as opened:
        scopes = {"/Row": 0, "/Column": 0}
        for element in elements(opened.Root.StructTreeRoot):
            if str(element.S) == "/TH":
                held = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
                scope = next(str(a.Scope) for a in held if "/Scope" in a)
                scopes[scope] += 1
    assert scopes["/Row"] > 60
    assert scopes["/Column"] > 40


def test_headings_descend_by_one(made: bytes) -> None:
    """Headings begin at the first level and never skip one."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        levels = [
            int(str(e.S)[2:])
            for e in elements(opened.Root.StructTreeRoot)
            if str(e.S) in ("/H1", "/H2", "/H3")
        ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_fonts_are_inside(made: bytes) -> None:
    """Nothing depends on a font of the reader's machine."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        fonts = [
            thing
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_same_bytes() -> None:
    """The same findings give the same bytes."""
    assert one_page_pdf(town()) == one_page_pdf(town())
    assert compile_pdf(report(town())) == compile_pdf(report(town()))


@pytest.mark.parametrize(
    "words", ['say "no"', "back\\slash", "#let x = 1", "$a$ *b* _c_ @d", "–é€"]
)
def test_words_stay_words(words: str) -> None:
    """Nothing in a label is taken for typst's own language."""
    assert text('a"b') == '"a\\"b"'
    assert page_count(compile_pdf(brief(town(area=words)))) >= 1
