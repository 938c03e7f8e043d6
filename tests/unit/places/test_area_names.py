"""Codes of a boundary file are not part of a place's name."""

from __future__ import annotations

import pytest
import shapely

from beatwise.places.area_names import AS_PUBLISHED, known_rules, name_rules, plain_names
from beatwise.places.areas import Area


@pytest.mark.parametrize(
    ("published", "plain", "rule"),
    [
        (["Corby-le-Wold BUA", "Oakham BUASD"], ["Corby-le-Wold", "Oakham"], "built-up-areas"),
        (["Coalville BUASD", "My zone"], ["Coalville", "My zone"], "built-up-areas"),
        (["Melton Mowbray CP", "Oakham CP"], ["Melton Mowbray", "Oakham"], "boundary-line"),
        (["Charnwood District (B)", "Leicester (B)"], ["Charnwood", "Leicester"], "boundary-line"),
        (["Ryde CP", "Cowes", "Newport"], ["Ryde CP", "Cowes", "Newport"], AS_PUBLISHED),
        (["Bua", "BUA", "Leicester 001A"], ["Bua", "BUA", "Leicester 001A"], AS_PUBLISHED),
        ([], [], AS_PUBLISHED),
    ],
)  # fmt: skip
def test_codes_are_taken_off(published: list[str], plain: list[str], rule: str) -> None:
    """The codes of built-up areas always go; short ones only where half of the layer has them."""
    assert plain_names(published) == (plain, rule)


def test_names_that_would_be_alike_keep_their_codes() -> None:
    """Leicester BUA and Leicester BUASD stay apart; two of one name stay as alike as they were."""
    names = ["Leicester BUA", "Leicester BUASD", "Oakham BUA", "Newport BUA", "Newport BUA"]
    plain = ["Leicester BUA", "Leicester BUASD", "Oakham", "Newport", "Newport"]
    assert plain_names(names)[0] == plain


def test_every_rule_is_known_by_its_file() -> None:
    """Each document of area names is a rule with at least one code."""
    assert all(rule.codes for rule in name_rules())
    assert known_rules() == (AS_PUBLISHED, "boundary-line", "built-up-areas")


def test_an_area_answers_to_both_names() -> None:
    """The plain name and the one as published mean the area, with its layer or without."""
    area = Area("E1", "Coalville", "towns", shapely.box(0, 0, 1, 1), "Coalville BUASD")
    for words in ("coalville", "Coalville buasd", "towns:Coalville", "TOWNS:Coalville BUASD"):
        assert area.is_called(words)
    assert not area.is_called("wards:Coalville")
    assert not Area("E1", "Coalville", "towns", area.geometry).is_called("")
