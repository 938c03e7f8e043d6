"""Objects as spreadsheet rows and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.accountability.standards.standard_worlds import FUNDER, PENCE, TEXT, grants

from beatwise.accountability.standards.declared_fields import faults, standard
from beatwise.accountability.standards.flat_tables import flattened, unflattened
from beatwise.accountability.standards.giving_grants import grant_object
from beatwise.errors import BadInput


GIVING = standard("360giving")
PLACES = st.lists(st.fixed_dictionaries({"name": TEXT}, optional={"geoCode": TEXT}), max_size=3)
PAYMENTS = st.lists(
    st.fixed_dictionaries({"id": TEXT, "value": PENCE.map(lambda p: p / 4)}), max_size=2
)


@st.composite
def objects(draw):
    """A grant with several places, payments and related activities beside what we write."""
    value = grant_object(draw(grants), FUNDER)
    more = {"beneficiaryLocation": draw(PLACES), "disbursementTransaction": draw(PAYMENTS),
            "relatedActivity": draw(st.lists(TEXT, max_size=2))}  # fmt: skip
    return {
        **{k: v for k, v in value.items() if k not in more},
        **{k: v for k, v in more.items() if v},
    }


@settings(max_examples=50, deadline=None)
@given(st.lists(objects(), min_size=1, max_size=3))
def test_a_sheet_loses_nothing(several):
    """Every value stands in a column of its own, however many objects a list has."""
    heads, rows = flattened(GIVING, several)
    assert len(heads) == len(set(heads))
    read = unflattened(GIVING, heads, rows)
    assert ([*read.objects], read.other_headings) == (several, ())


def test_columns_bear_the_standard_s_titles():
    """One object of a list needs no number, two are numbered from 0."""
    one = {"id": "a", "recipientOrganization": [{"id": "x", "name": "X"}]}
    two = {"id": "b", "recipientOrganization": [{"id": "y", "name": "Y"}, {"id": "z", "name": "Z"}]}
    assert flattened(GIVING, [one])[0] == [
        "Identifier", "Recipient Org:Identifier", "Recipient Org:Name",
    ]  # fmt: skip
    heads, rows = flattened(GIVING, [one, two])
    assert heads[1:] == [
        "Recipient Org:0:Identifier", "Recipient Org:0:Name",
        "Recipient Org:1:Identifier", "Recipient Org:1:Name",
    ]  # fmt: skip
    assert rows[0] == ["a", "x", "X", None, None]


def test_a_heading_of_several_columns_is_refused_with_its_place():
    """Which of an organisation's fields its cells hold, nobody has said."""
    with pytest.raises(BadInput) as caught:
        unflattened(GIVING, ["Recipient Org"], [["X"]])
    assert caught.value.place == "row 1, Recipient Org"


def test_a_cell_that_is_no_number_stands_as_it_is_and_is_a_fault():
    """With the number of its row, rows that hold nothing counted."""
    read = unflattened(GIVING, ["Amount Awarded"], [["5"], [""], ["about 500"]])
    assert read.rows == (2, 4)
    assert read.objects == ({"amountAwarded": 5}, {"amountAwarded": "about 500"})
    assert "amountAwarded" in {fault.place for fault in faults(GIVING, read.objects[1], "Grant")}


def test_a_field_the_standard_does_not_know_has_no_column():
    """It is refused rather than dropped."""
    with pytest.raises(BadInput, match="has no field 'shoe'"):
        flattened(GIVING, [{"id": "a", "shoe": "9"}])


def test_a_sheet_s_own_columns_are_named_and_left_out():
    """The standard lets a funder add columns; a number between names is no heading either."""
    heads = ["Identifier", "Shoe size", "Recipient Org:Hat", "", "disbursementTransaction/1/value"]
    read = unflattened(GIVING, heads, [["a", "9", "7", "", "5.25"]])
    assert read.other_headings == ("Shoe size", "Recipient Org:Hat")
    assert read.objects == ({"id": "a", "disbursementTransaction": [{"value": 5.25}]},)
