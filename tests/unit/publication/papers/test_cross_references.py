"""References to paragraphs, tables and appendices print where those stand."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.publication.formats.document import Bullets, Heading, Inset, Paragraph
from beatwise.publication.papers.cross_references import (
    OwnNames,
    Places,
    appendix_letter,
    with_references,
)


PLACES = Places(
    {"progress": (4, 6), "short": (7, 7)},
    {"calls": 2},
    {"dashboard": "A"},
    frozenset({"calls", "absent"}),
)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("See {paragraphs: progress}.", "See paragraphs 4 to 6."),
        ("{paragraphs: short} says so.", "Paragraph 7 says so."),
        ("4. {table: calls} has it.", "4. Table 2 has it."),
        ("It is in {appendix: dashboard}.", "It is in appendix A."),
        ("It is in {table: absent}.", "It is in a table of which there is no record."),
    ],
)
def test_references_print(text: str, printed: str) -> None:
    """Each in words; with a capital where it begins a sentence."""
    assert with_references(Paragraph(text), PLACES) == Paragraph(printed)
    assert with_references(Inset(text), PLACES) == Inset(printed)
    assert with_references(Bullets((text,)), PLACES) == Bullets((printed,))


def test_other_blocks_stay() -> None:
    """A heading has no references."""
    assert with_references(Heading("A {table: calls}"), PLACES) == Heading("A {table: calls}")


def test_a_reference_to_nothing_is_refused() -> None:
    """The message names what there is."""
    with pytest.raises(BadInput, match="refers to nothing") as refusal:
        with_references(Paragraph("{appendix: other}"), PLACES)
    assert "dashboard" in str(refusal.value)


def test_names_are_compared_as_references_write_them() -> None:
    """A request by its letter, a table by words: on both sides alike."""
    places = Places.by_name({"A": (2, 3), "B": (4, 3)}, {"Calls_101 a": 1}, {"A": "A"}, ["Gone By"])
    text = "{paragraphs: A}; {paragraphs: b}; {table: calls_101-A}; {appendix: A}; {table: gone by}"
    assert with_references(Paragraph(text), places) == Paragraph(
        "Paragraphs 2 to 3; no paragraph; table 1; appendix A; a table of which there is no record"
    )


def test_letters_of_appendices_go_on_after_z() -> None:
    """As columns of a sheet."""
    assert [appendix_letter(at) for at in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]


def test_own_names_are_told_apart_however_many_are_alike():
    """A count goes on where it was, so that ten thousand alike take no longer than their number."""
    own = OwnNames()
    assert [own.add(name) for name in ("a", "a-2", "a", "a", "b")] == [
        "a",
        "a-2",
        "a-3",
        "a-4",
        "b",
    ]
    many = OwnNames()
    assert [many.add("c") for _ in range(20_000)][-1] == "c-20000"
