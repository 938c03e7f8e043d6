"""A second language stands beside the English where all of a page is translated, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from beatwise.errors import BadInput
from beatwise.web.publicsite.page_frame import Site, page
from beatwise.web.publicsite.pages.standing_pages import standing_pages
from beatwise.web.publicsite.resource import Resource
from beatwise.web.publicsite.translation import (
    Catalogue,
    read_catalogue,
    texts,
    with_translations,
)


SITE = Site("Millshire & Vale", "2026-06-15", f"7:{'a' * 64}")
MONTHS = tuple(f"month {at}" for at in range(1, 13))
SWITCH = '<a href="concerns.cy.html" hreflang="cy" lang="cy">Cymraeg</a>'


def _pages() -> list[Resource]:
    body = '<p>See <a href="../concerns.html" title="Help">how to raise a concern</a>.</p>\n'
    return [*standing_pages(SITE), page(SITE, "measures/asb.html", "Calls", body)]


def _catalogue(pages: list[Resource], *without: str) -> Catalogue:
    """Return a catalogue in which each text is itself between signs that HTML escapes."""
    own = {text: f"<{text}>" for text in texts(SITE, pages) if text not in without}
    return Catalogue("cy", "Cymraeg", MONTHS, own)


def _by_address(resources: list[Resource]) -> dict[str, str]:
    return {each.address: each.content.decode() for each in resources}


def test_without_a_catalogue_nothing_changes() -> None:
    """No switch, no other byte."""
    assert with_translations(SITE, _pages(), ()) == _pages()


def test_a_page_that_is_translated_whole_has_a_twin_and_a_switch() -> None:
    """Language, texts, day and links of the twin; each leads to the other."""
    made = _by_address(with_translations(SITE, _pages(), [_catalogue(_pages())]))
    english, other = made["concerns.html"], made["concerns.cy.html"]

    assert english.count(SWITCH) == 1
    assert '<link rel="alternate" hreflang="cy" href="concerns.cy.html">' in english
    assert '<html lang="en-GB">' in english
    assert '<html lang="cy">' in other
    assert '<a href="concerns.html" hreflang="en-GB" lang="en-GB">English</a>' in other
    assert "<h1>&lt;How to raise a concern&gt;</h1>" in other
    assert '<p class="body">Millshire &amp; Vale</p>' in other
    assert "Published on 15 month 6 2026" in other
    assert 'aria-label="&lt;Menu&gt;"' in other
    assert f"History: 7:{'a' * 64}" in made["about.cy.html"]
    assert 'href="../concerns.cy.html" title="&lt;Help&gt;"' in made["measures/asb.cy.html"]
    assert 'href="plan.html"' in other  # of what is not translated, the English
    assert "not-found.cy.html" not in made


def test_a_page_that_lacks_one_text_is_english_and_has_no_switch() -> None:
    """Nobody reads half a page; the others have theirs."""
    lacking = _catalogue(_pages(), "Write to the chief executive of the office.")
    made = _by_address(with_translations(SITE, _pages(), [lacking]))

    assert "concerns.cy.html" not in made
    assert "Cymraeg" not in made["concerns.html"]
    assert "about.cy.html" in made
    assert 'href="concerns.html"' in made["about.cy.html"]


def test_a_catalogue_serves_the_next_edition_too() -> None:
    """The day, the body and the history are no words of a text."""
    first = _catalogue(_pages())
    later = replace(SITE, day="2027-01-02", history=f"9:{'b' * 64}")
    made = _by_address(with_translations(later, list(standing_pages(later)), [first]))

    assert f"9:{'b' * 64}" in made["about.cy.html"]
    assert "2 month 1 2027" in made["accessibility.cy.html"]


def test_a_catalogue_is_read_with_all_its_faults(tmp_path: Path) -> None:
    """The code, the months and each text."""
    path = tmp_path / "cy.toml"
    months = str([*MONTHS]).replace("'", '"')
    text = '[[text]]\nen = "Home"\nwords = "Hafan"\n'
    path.write_text(f'format = 1\ncode = "cy"\nname = "Cymraeg"\nmonths = {months}\n{text}')
    assert read_catalogue(path) == Catalogue("cy", "Cymraeg", MONTHS, {"Home": "Hafan"})

    path.write_text(f'format = 1\ncode = "en-GB"\nname = "English"\nmonths = ["May"]\n{text}')
    with pytest.raises(BadInput) as refusal:
        read_catalogue(path)
    assert "beside English" in str(refusal.value)
    assert "twelve months" in str(refusal.value)
