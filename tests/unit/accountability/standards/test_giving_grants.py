"""Grants as 360Giving objects: valid, refused where they name people, and nothing lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import published_schemas
from tests.unit.accountability.standards import giving_schema
from tests.unit.accountability.standards.standard_worlds import FUNDER, grants

from beatwise.accountability.standards import declared_fields
from beatwise.accountability.standards import giving_grants as giving
from beatwise.errors import BadInput


GIVING = declared_fields.standard("360giving")
GRANT = giving.PublishedGrant(
    "G-12", "Youth club", "Two evenings a week", dt.date(2025, 11, 3), 957943,
    giving.Recipient(4, "Family Support", charity="1234567"), starts=dt.date(2026, 1, 1),
    programme="Community Safety Fund", area="Northtown", open_call=True,
)  # fmt: skip


def test_a_grant_is_what_the_standard_asks_for():
    """Amounts are pounds, the charity's number makes its identifier."""
    value = giving.grant_object(GRANT, FUNDER)
    assert value["id"] == "360G-northtown-G-12"
    assert value["amountAwarded"] == 9579.43
    assert value["recipientOrganization"][0]["id"] == "GB-CHC-1234567"
    assert value["plannedDates"] == [{"startDate": "2026-01-01"}]
    assert "amountDisbursed" not in value


def test_a_recipient_in_no_register_has_an_identifier_of_our_own():
    """It is published all the same, and known as unregistered so that somebody asks."""
    own = giving.Recipient(7, "Rowlatts youth club")
    assert own.identifier("360G-northtown") == "360G-northtown-org-7"
    assert not own.registered


def test_bank_details_are_refused():
    """Neither a title nor a purpose may carry them into a public file."""
    with pytest.raises(BadInput, match="bank details"):
        giving.grant_object(replace(GRANT, about="Pay 20-00-00 55779911"), FUNDER)


@pytest.mark.parametrize(("where", "field"), [
    ("", "recipientIndividual"), ("recipientOrganization", "contactName"),
    ("recipientOrganization", "email"), ("fundingOrganization", "telephone"),
])  # fmt: skip
def test_a_person_in_a_file_is_a_fault_at_its_place(where, field):
    """A funder's own file that names somebody is refused, with the place of the name."""
    value = giving.grant_object(GRANT, FUNDER)
    (value[where][0] if where else value)[field] = "somebody"
    [fault] = declared_fields.faults(GIVING, value, "Grant")
    assert fault.place.endswith(field)
    assert "person" in fault.message


@settings(max_examples=50, deadline=None)
@given(grants)
def test_a_grant_comes_back_as_it_went_out(grant):
    """Object and back, with nothing lost."""
    value = giving.grant_object(grant, FUNDER)
    assert giving.grant_of(value, FUNDER.prefix) == grant


@settings(max_examples=25, deadline=None)
@given(st.lists(grants, min_size=1, max_size=3, unique_by=lambda g: g.number))
def test_every_package_is_of_the_standard(several):
    """Its declared fields find no fault and no unknown field; nor does what the schema says."""
    objects = [giving.grant_object(each, FUNDER) for each in several]
    value = giving.package(objects, FUNDER, dt.date(2026, 11, 29), "https://office.example/g")
    assert list(declared_fields.faults(GIVING, value)) == []
    assert list(declared_fields.unknown_fields(GIVING, value)) == []
    assert published_schemas.faults_of(giving_schema.PACKAGE, value) == []


def test_a_package_without_a_grant_is_refused():
    """The standard asks for one at least; the reader is told what to do first."""
    with pytest.raises(BadInput, match="no grant to publish"):
        giving.package([], FUNDER, dt.date(2026, 11, 29))
