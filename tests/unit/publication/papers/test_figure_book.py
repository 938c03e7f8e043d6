"""A figure is referred to by its path, printed in a form, and noted."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.publication.papers.figure_book import FigureBook, Missing, Result


VALUES = {
    "hours": 1234.56, "share": 0.991, "power": 60.0, "cost": 28311.4, "none": None, "list": [1, 2],
    "train": "2025-01:2025-12", "from": "2026-11-06", "name": "Pelbrook", "flag": True,
    "fall": -8.25, "late": "2025-02-30", "span": ":", "huge": 1e40, "endless": float("inf"),
}  # fmt: skip


@pytest.fixture
def book() -> FigureBook:
    """A book with one result."""
    return FigureBook({"measure": Result(VALUES, "measure.json", "0" * 64)})


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        ("hours", "0", "1,235"),
        ("hours", "1", "1,234.6"),
        ("hours", "", "1,234.56"),
        ("share", "share", "99.1 %"),
        ("power", "percent", "60.0 %"),
        ("cost", "pounds", "£28,311"),
        ("fall", "1", "−8.3"),
        ("list.#", "0", "2"),
        ("list.1", "", "2"),
        ("train", "months", "January 2025 to December 2025"),
        ("from", "day", "6 November 2026"),
        ("name", "", "Pelbrook"),
    ],
)
def test_forms(book: FigureBook, path: str, form: str, words: str) -> None:
    """Each form prints as a public office writes, halves away from zero."""
    assert book.words(f"measure.{path}", form) == words


@pytest.mark.parametrize(
    "path",
    ["measure.none", "measure.other", "measure.list.2", f"measure.list.{'1' * 5000}", "find.hours"],
)
def test_what_is_not_there_is_missing_and_never_zero(book: FigureBook, path: str) -> None:
    """Null, an unknown field, an index beyond the end and another result are all missing."""
    with pytest.raises(Missing):
        book.words(path, "0")


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("name", "1"), ("hours", "words"), ("flag", ""), ("list", ""), ("name", "day"),
        ("late", "day"), ("name", "months"), ("span", "months"), ("huge", "0"), ("endless", "1"),
    ],
)  # fmt: skip
def test_a_form_that_does_not_fit_is_refused(book: FigureBook, path: str, form: str) -> None:
    """A name has no decimals and is no day, and a list, a yes or what has no end is no figure."""
    with pytest.raises(BadInput):
        book.words(f"measure.{path}", form)


def test_references_are_noted_as_printed(book: FigureBook) -> None:
    """A paper says of each figure where it came from."""
    book.words("measure.hours", "0")

    assert book.references == {"measure.hours | 0": "1,235"}
