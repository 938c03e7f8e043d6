"""A withdrawn paper leaves a page that says so."""

from __future__ import annotations

import datetime as dt

from beatwise.publication.papers.release.tombstone import tombstone_page


def test_the_page_says_when_and_why():
    """Both days, the reason, and the same bytes again."""
    facts = ("A & B", "Panel", dt.date(2026, 6, 1), dt.date(2026, 6, 9), "It named a person.")
    page = tombstone_page(*facts)
    for words in ("Withdrawn: A &amp; B", "1 June 2026", "9 June 2026", "It named a person."):
        assert words in page.decode()
    assert tombstone_page(*facts) == page
