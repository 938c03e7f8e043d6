"""The brief of a town: one page, whatever it has to say."""

from __future__ import annotations

import io

import pikepdf
from tests.unit.publication.town.worlds import hot_spot, town

from beatwise.publication.formats.pdf import page_count
from beatwise.publication.town.brief import one_page_pdf


def test_the_brief_is_one_page_even_when_names_are_long() -> None:
    """Very long names shorten the brief until it is one A4 page."""
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3
    kinds = town().types
    spots = tuple(hot_spot(i, long, 30 - i, top=0.6, east=220.0 * i) for i in range(1, 6))
    crowded = tuple(
        type(kind)(**{f: getattr(kind, f) for f in kind.__slots__} | {"hot_spots": spots})
        for kind in kinds
    )
    made = one_page_pdf(town(area=long.strip()[:90], types=crowded))
    assert page_count(made) == 1
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert [round(float(v)) for v in opened.pages[0].MediaBox] == [0, 0, 595, 842]
