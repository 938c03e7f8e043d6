"""The parts of a board paper come round as JSON, under the keys of frozen packs."""

from __future__ import annotations

import json

import pytest

from beatwise.accountability.boards.papers import (
    PAGE,
    Entry,
    Grid,
    Part,
    Picture,
    Words,
    as_json,
    flat,
    from_json,
)


GRID = Grid("g", "Caption", ("a", "b"), (("x", None), ("y", 1.5)), (1,), ("measure:m",), PAGE)
PICTURE = Picture("p", "Caption", "A line.", "<svg/>", "<svg/>", GRID, "Note.")


@pytest.mark.parametrize("parts", [
    (), (Words("Text."), Words("Heading", 3)), (GRID,), (PICTURE, GRID, Words("x")),
    (Grid("empty", "", (), ()),),
    (Entry("1. Homicides", "Down.", (("Latest", "3"), ("Target", "0")), "measure:m",
           (Words("x"), GRID, Entry("inner", parts=(PICTURE,)))),),
])  # fmt: skip
def test_parts_come_round(parts: tuple[Part, ...]) -> None:
    """Through JSON text, where tuples are lists, the parts are the same."""
    assert from_json(json.loads(json.dumps(as_json(parts)))) == parts


def test_the_keys_are_those_of_frozen_packs() -> None:
    """A change of a key would change every digest."""
    words, grid, picture = as_json([Words("x"), GRID, PICTURE])
    assert words == {"is": "words", "text": "x", "level": 0}
    assert set(grid) == {
        "is", "name", "caption", "heads", "rows", "numbers", "things", "shown",
    }  # fmt: skip
    assert (grid["is"], grid["shown"]) == ("grid", "page")
    assert set(picture) == {"is", "name", "caption", "alt", "wide", "narrow", "points", "note"}
    assert "shown" in picture["points"]


@pytest.mark.parametrize(("value", "error"), [
    ({}, KeyError), ({"is": "words", "colour": "red"}, TypeError), ({"is": "grid"}, KeyError),
    ({"is": "picture", "name": "p"}, KeyError),
])  # fmt: skip
def test_what_is_no_part_is_refused(value: dict, error: type[Exception]) -> None:
    """A part without its kind or its fields, or with a field that none has."""
    with pytest.raises(error):
        from_json([value])


def test_an_entry_is_followed_by_its_detail() -> None:
    """Every part is met once, however deep, in the order a reader meets it."""
    inner = Entry("inner", parts=(GRID,))
    outer = Entry("outer", parts=(Words("x"), inner))
    assert list(flat([outer, PICTURE])) == [outer, Words("x"), inner, GRID, PICTURE]
