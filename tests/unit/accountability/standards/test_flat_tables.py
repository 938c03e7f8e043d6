"""Objects as spreadsheet rows and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.accountability.standards.standard_worlds import FUNDER, PENCE, TEXT, grants

from beatwise.accountability.standards.declared_fields import standard
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
    assert unflattened(GIVING, heads, rows) == several


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


@pytest.mark.parametrize(("heads", "row", "place"), [
    (["Identifier", "Shoe size"], ["a", "9"], "row 1, Shoe size"),
    (["Amount Awarded"], ["about 500"], "row 2, Amount Awarded"),
    (["Recipient Org"], ["X"], "row 1, Recipient Org"),
])  # fmt: skip
def test_what_does_not_fit_is_named_with_row_and_column(heads, row, place):
    """An unknown heading, a number that is none, and a heading that is several columns."""
    with pytest.raises(BadInput) as caught:
        unflattened(GIVING, heads, [row])
    assert caught.value.place == place


def test_a_field_the_standard_does_not_know_has_no_column():
    """It is refused rather than dropped."""
    with pytest.raises(BadInput, match="has no field 'shoe'"):
        flattened(GIVING, [{"id": "a", "shoe": "9"}])
