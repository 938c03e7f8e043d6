"""The police.uk categories, however people write them."""

from __future__ import annotations

import pytest

from beatwise.errors import UsageError
from beatwise.records.crime_types import ASB, CATEGORIES, crime_type, slug


def test_every_published_name_and_every_slug_is_its_category() -> None:
    """The fourteen names give their slugs, and each slug gives itself."""
    assert len(CATEGORIES) == 14
    for name_slug, name in CATEGORIES.items():
        assert slug(name) == name_slug
        assert crime_type(name) == crime_type(name_slug) == name_slug


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("ASB", ASB),
        ("antisocial behaviour", ASB),
        ("  Vehicle   CRIME ", "vehicle-crime"),
        ("Violence & sexual offences", "violence-and-sexual-offences"),
    ],
)
def test_case_spaces_and_short_forms_do_not_matter(text: str, category: str) -> None:
    """What people type is read as the category they mean."""
    assert crime_type(text) == category


def test_an_unknown_category_names_the_nearest_and_lists_all() -> None:
    """A slip is answered with the closest category; nonsense with the list alone."""
    with pytest.raises(UsageError, match="'shoplifing' is not a police") as refusal:
        crime_type("shoplifing")
    assert refusal.value.next_step.startswith("Did you mean shoplifting? Use one of: asb, ")
    with pytest.raises(UsageError) as refusal:
        crime_type("xyzzy")
    assert refusal.value.next_step.startswith("Use one of: asb, ")
    assert all(category in refusal.value.next_step for category in CATEGORIES)
