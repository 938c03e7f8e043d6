"""A paper is numbered through, refers to its own paragraphs, and says what it lacks."""

from __future__ import annotations

import datetime as dt

from beatwise.publication.formats import document as blocks
from beatwise.publication.papers import recipe
from beatwise.publication.papers.as_read import as_read
from beatwise.publication.papers.compose import compose
from beatwise.publication.papers.figure_book import FigureBook, Result
from beatwise.publication.papers.hand_typed import hand_typed


DAY = dt.date(2026, 6, 15)
RECIPE = recipe.parse(
    """
format = 1
name = "short"
title = "Short"
author_role = "Commissioner"
classification = "Official"
purpose = "To answer. {paragraphs: b} come last."
contact_role = "Director"
[[request]]
letter = "a"
asks = "Why?"
[[request]]
letter = "b"
asks = "What then?"
[[part]]
heading = "Why"
answers = "a"
[[part.block]]
text = "{find.total | 0} incidents."
otherwise = "The count. The analyst provides it."
[[part.block]]
name = "places"
caption = "Places"
rows = "find.places"
where = "count"
otherwise = "The places."
[[part.block.column]]
heading = "Place"
path = "name"
[[part.block.column]]
heading = "Count"
path = "count"
form = "0"
[[part]]
heading = "Then"
answers = "b"
[[part.block]]
text = "{advice.words}"
unless_answered = true
otherwise = "The advice."
[[part.block]]
text = "Last words."
""",
    place="short.toml",
)
PLACES = [{"name": "One", "count": 3}, {"name": "Two", "count": None}]
BOOK = {"find": Result({"total": 1222, "places": PLACES}, "find.json", "0" * 64)}


def words(document: blocks.Document) -> list[str]:
    """Return the paragraphs of a document."""
    return [
        block.text
        for block in document.blocks
        if isinstance(block, blocks.Paragraph | blocks.Inset)
    ]


def test_paragraphs_are_numbered_and_cross_references_are_right() -> None:
    """The number of a part is known where an earlier paragraph refers to it."""
    paper = compose(RECIPE, FigureBook(BOOK), DAY)

    assert words(paper.document) == [
        "1. To answer. Paragraphs 4 to 5 come last.",
        "2. The panel asked for:",
        "3. 1,222 incidents.",
        "4. No record. The advice.",
        "5. Last words.",
    ]
    assert paper.paragraphs == {"a": (3, 3), "b": (4, 5)}
    assert paper.gaps == ["The advice."]


def test_rows_without_the_field_they_are_about_are_left_out() -> None:
    """``where`` names it; other cells without a value are no data."""
    (places, requests) = compose(RECIPE, FigureBook(BOOK), DAY).document.tables()

    assert places.rows == (("One", 3),)
    assert [row[2] for row in requests.rows] == ["paragraph 3", "paragraphs 4 to 5"]


def test_own_words_stand_first_and_take_the_place_of_a_missing_record() -> None:
    """The office's answer may refer to figures; the block it replaces is no gap."""
    own = {"b": ["Of {find.total | 0}, some were asked about."]}
    paper = compose(RECIPE, FigureBook(BOOK), DAY, answers=own)

    assert words(paper.document)[3:] == ["4. Of 1,222, some were asked about.", "5. Last words."]
    assert paper.gaps == []


def test_a_record_stands_beside_own_words() -> None:
    """What the office wrote takes the place of what is missing, never of what is on record."""
    book = {**BOOK, "advice": Result({"words": "It was asked for."}, "advice.json", "0" * 64)}
    paper = compose(RECIPE, FigureBook(book), DAY, answers={"b": ["In our words."]})

    assert words(paper.document)[3:] == [
        "4. In our words.",
        "5. It was asked for.",
        "6. Last words.",
    ]


def test_without_results_every_gap_is_said() -> None:
    """A paper from nothing is a list of what is missing and who provides it."""
    paper = compose(RECIPE, FigureBook({}), DAY)

    assert paper.gaps == ["The count. The analyst provides it.", "The places.", "The advice."]


def test_a_typed_figure_that_a_result_holds_is_pointed_out() -> None:
    """1,222 is find.total; 12 may stand anywhere by chance; a reference is not typed."""
    typed = ["There were 1,222 in 12 months.", "There were {find.total} of them."]

    assert hand_typed(typed, BOOK) == ["'1,222' was typed; refer to it as {find.total}."]


def test_a_document_is_read_as_a_paper() -> None:
    """Its paragraphs and tables, for the check that runs before release."""
    paper = as_read(compose(RECIPE, FigureBook(BOOK), DAY).document)

    assert [table.name for table in paper.tables] == ["Places", "Where each request is answered"]
    assert paper.paragraphs[0].text.startswith("1. To answer.")
