"""A long list by its address: its pages, its order, and the choices that narrow it."""

from __future__ import annotations

import pytest
from django.core.paginator import Paginator

from beatwise.web.pages.paging import heading, narrowing, pages


@pytest.mark.parametrize(("number", "links"), [
    (1, {"next": "?owner=a+b&page=2"}), (3, {"previous": "?owner=a+b&page=2"}),
    (2, {"previous": "?owner=a+b&page=1", "next": "?owner=a+b&page=3"}),
])  # fmt: skip
def test_the_pages_beside_one_keep_its_filters(number: int, links: dict[str, str]) -> None:
    """The first has none before it and the last none after it."""
    page = Paginator(range(30), 10).page(number)
    assert pages(page, {"owner": "a b", "page": str(number)}) == links


def test_a_single_page_has_no_neighbours() -> None:
    """Nor has an empty list."""
    assert pages(Paginator([], 10).page(1), {}) == {}


@pytest.mark.parametrize(("filters", "usual", "direction", "address"), [
    ({}, "", "none", "?sort=due"), ({}, "due", "ascending", "?sort=-due"),
    ({"sort": "due", "page": "3", "q": "x"}, "", "ascending", "?q=x&sort=-due"),
    ({"sort": "-due"}, "due", "descending", "?sort=due"),
    ({"sort": "title"}, "due", "none", "?sort=due"),
])  # fmt: skip
def test_a_heading_sorts_or_turns_the_order_round(
    filters: dict[str, str], usual: str, direction: str, address: str
) -> None:
    """It keeps what narrows the list, and forgets the page."""
    assert heading("due", "Due", filters, usual_sort=usual) == {
        "words": "Due", "sorted": direction, "address": address,
    }  # fmt: skip


def test_the_choice_that_is_on_is_marked() -> None:
    """By its text, as an address gives it; without one none is."""
    choices = [(1, "One"), (2, "Two")]
    options = narrowing("n", "Number", choices, {"n": "2"})["choices"]
    assert [option["selected"] for option in options] == [False, True]
    assert not any(option["selected"] for option in narrowing("n", "N", choices, {})["choices"])
