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


@settings(max_examples=25, deadline=None)
@given(grants)
def test_nothing_of_a_grant_of_ours_is_left_out(grant):
    """But what other records tell: payments, whether the call was open, when it was changed."""
    value = giving.grant_object(grant, FUNDER)
    told = {name for name in giving.NOT_ON_RECORD if name in value}
    assert set(giving.left_out(value)) == told
    assert list(giving.unread(value)) == []


@pytest.mark.parametrize(("change", "places"), [
    ({"fundingOrganization": [{"id": "GB-GOR-X", "name": "Another"}]}, []),
    ({"beneficiaryLocation": [{"name": "A"}, {"name": "B", "geoCode": "E05000026"}]},
     ["beneficiaryLocation[1].name", "beneficiaryLocation[1].geoCode"]),
    ({"disbursementTransaction": [{"value": 5}]}, ["disbursementTransaction[0].value"]),
    ({"plannedDates": [{"startDate": "2026-05", "endDate": "2026-06-30T12:00:00Z"}]},
     ["plannedDates[0].startDate"]),
    ({"awardDate": "2025-11-03T09:30:00Z"}, []), ({"url": ""}, []),
    ({"recipientOrganization": [{"id": "GB-CHC-1234567", "name": "F", "postalCode": "LE1"}]},
     ["recipientOrganization[0].postalCode"]),
])  # fmt: skip
def test_what_a_record_has_no_field_for_is_named(change, places):
    """By its place in the grant; the time of an award is never significant."""
    value = {**giving.grant_object(replace(GRANT, open_call=None), FUNDER), **change}
    assert list(giving.left_out(value)) == places


@pytest.mark.parametrize(("funders", "ours"), [
    ([("GB-GOR-X", "Another")], False), ([(FUNDER.identifier, "Another spelling")], True),
    ([("GB-GOR-X", FUNDER.name.upper())], True),
    ([(FUNDER.identifier, FUNDER.name), ("GB-GOR-X", "Another")], False),
])  # fmt: skip
def test_a_grant_is_ours_where_nobody_else_gives_it(funders, ours):
    """By identifier or name; a grant of several funders is not ours alone."""
    value = giving.grant_object(GRANT, FUNDER)
    value["fundingOrganization"] = [{"id": key, "name": name} for key, name in funders]
    assert giving.is_given_by(value, FUNDER.identifier, FUNDER.name) is ours


@pytest.mark.parametrize(("change", "place"), [
    ({"currency": "EUR"}, "currency"), ({"amountAwarded": 5.005}, "amountAwarded"),
    ({"amountAppliedFor": 1e-3}, "amountAppliedFor"),
    ({"recipientOrganization": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]},
     "recipientOrganization"),
])  # fmt: skip
def test_what_a_record_cannot_hold_is_refused_with_a_next_step(change, place):
    """Another currency, parts of a penny, and a second organisation are not dropped in silence."""
    [fault] = giving.unread({**giving.grant_object(GRANT, FUNDER), **change})
    assert (fault.place, bool(fault.next_step)) == (place, True)
