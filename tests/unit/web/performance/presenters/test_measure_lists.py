"""Lists of measures: headings that sort."""

from __future__ import annotations

from beatwise.web.performance.presenters import measure_lists


def test_a_heading_sorts_and_turns_round_and_keeps_the_filters():
    """The address of a heading keeps what narrows the list and forgets the page."""
    filters = {"owner": "performance", "sort": "title", "page": "3"}
    heads = {head["words"]: head for head in measure_lists.columns(filters)}
    assert heads["Measure"]["address"] == "?owner=performance&sort=-title"
    assert heads["Measure"]["sorted"] == "ascending"
    assert heads["Expected"]["address"] == ""
