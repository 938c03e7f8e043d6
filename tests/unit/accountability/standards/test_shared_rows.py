"""Rows of a sheet that tell of one object."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.accountability.standards.standard_worlds import FUNDER, TEXT, grants

from beatwise.accountability.standards.declared_fields import standard
from beatwise.accountability.standards.flat_tables import SheetObjects, unflattened
from beatwise.accountability.standards.giving_grants import grant_object
from beatwise.accountability.standards.shared_rows import joined


GIVING = standard("360giving")
HEADS = ["Identifier", "Title", "Amount Awarded", "Recipient Org:Identifier",
         "Recipient Org:Name", "Beneficiary Location:Name"]  # fmt: skip
PLACES = st.lists(TEXT.map(lambda name: {"name": name}), min_size=1, max_size=4,
                  unique_by=lambda place: place["name"])  # fmt: skip


def _joined(*rows):
    return joined(unflattened(GIVING, HEADS, rows))


def test_rows_that_share_an_identifier_are_one_grant_with_every_place():
    """A later row may say only what it adds, or everything again; other grants stand between."""
    read, wrong = _joined(
        ["a", "Boxing", "500", "x", "X", "North"],
        ["b", "Choir", "50", "y", "Y", "West"],
        ["a", "", "", "", "", "South"],
        ["a", "Boxing", "500", "x", "X", "East"],
    )
    assert wrong == ()
    assert [(each.row, each.value["id"]) for each in read] == [(2, "a"), (3, "b")]
    assert read[0].value == {
        "id": "a", "title": "Boxing", "amountAwarded": 500,
        "recipientOrganization": [{"id": "x", "name": "X"}],
        "beneficiaryLocation": [{"name": "North"}, {"name": "South"}, {"name": "East"}],
    }  # fmt: skip


def test_what_rows_of_one_identifier_say_differently_is_named_with_both_rows():
    """The one that stands later is at fault; a second organisation is none, another name is."""
    _, wrong = _joined(
        ["a", "Boxing", "500", "x", "X", ""],
        ["a", "Boxing", "600", "x", "X Ltd", ""],
        ["a", "Boxing", "500", "z", "Z", ""],
    )
    assert [(each.place, each.message) for each in wrong] == [
        ("row 3, amountAwarded", "'600' is not what row 2 says of 'a': '500'."),
        ("row 3, recipientOrganization[0].name", "'X Ltd' is not what row 2 says of 'a': 'X'."),
    ]


def test_each_place_within_a_grant_is_known_by_the_row_that_said_it():
    """A fault is found in the grant as a whole, and told by the row in which it stands."""
    [grant], _ = _joined(
        ["a", "Boxing", "", "x", "X", "North"], ["a", "", "500", "", "", "South"]
    )  # fmt: skip
    rows = [grant.row_of(place) for place in (
        "title", "amountAwarded", "beneficiaryLocation[0].name", "beneficiaryLocation[1].name",
    )]  # fmt: skip
    assert rows == [2, 3, 2, 3]


def test_rows_without_an_identifier_stay_apart():
    """What is not said to be one is not made one; that it is missing is found elsewhere."""
    read, wrong = _joined(["", "Boxing", "", "", "", ""], ["", "Boxing", "", "", "", ""])
    assert (len(read), wrong) == (2, ())


@settings(max_examples=50, deadline=None)
@given(grants, PLACES)
def test_a_grant_with_a_row_for_each_of_its_places_is_the_grant(grant, places):
    """However many rows it was written in; and the rows themselves stay as they were."""
    whole = {**grant_object(grant, FUNDER), "beneficiaryLocation": places}
    rows = tuple({**whole, "beneficiaryLocation": [place]} for place in places)
    sheet = SheetObjects(rows, tuple(range(2, 2 + len(rows))), ())
    read, wrong = joined(sheet)
    assert ([each.value for each in read], wrong) == ([whole], ())
    assert rows[0]["beneficiaryLocation"] == places[:1]
