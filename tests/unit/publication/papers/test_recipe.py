"""A recipe is read with all its faults at once."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput, MissingData
from beatwise.publication.papers import recipe


HEAD = """
format = 1
name = "short"
title = "Short"
author_role = "Commissioner"
classification = "Official"
purpose = "To answer."
contact_role = "Director"
[[request]]
letter = "a"
asks = "Why?"
"""


@pytest.mark.parametrize("name", recipe.names())
def test_every_recipe_that_ships_is_read(name: str) -> None:
    """Each answers every request that it lists."""
    read = recipe.load(name)

    assert {each.letter for each in read.requests} <= {part.answers for part in read.parts}


def test_an_unknown_recipe_is_missing() -> None:
    """The message names those that there are."""
    with pytest.raises(MissingData, match="no such recipe"):
        recipe.load("other")


def test_all_faults_are_told_at_once() -> None:
    """A request without a part, a part for no request, and a part without words."""
    text = HEAD + '[[part]]\nheading = "One"\nanswers = "b"\n'
    with pytest.raises(BadInput) as refusal:
        recipe.parse(text, place="short.toml")

    words = str(refusal.value)
    assert "there is no request 'b'" in words
    assert "begins with words" in words
    assert "no part answers request a" in words
