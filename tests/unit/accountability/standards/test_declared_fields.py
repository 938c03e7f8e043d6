"""The declared fields of a standard, and what they find wrong."""

from __future__ import annotations

import pytest

from beatwise import data
from beatwise.accountability.standards.declared_fields import (
    PERSONAL,
    SIMPLE,
    faults,
    standard,
    unknown_fields,
)


STANDARDS = ("360giving", "ocds", "developer-agreements")
GRANT = {
    "id": "p-1", "title": "t", "description": "d", "currency": "GBP", "amountAwarded": 5,
    "awardDate": "2026-01-31", "recipientOrganization": [{"id": "o", "name": "O"}],
    "fundingOrganization": [{"id": "f", "name": "F"}],
}  # fmt: skip


@pytest.mark.parametrize("name", STANDARDS)
def test_every_declared_field_is_of_a_kind_that_there_is(name):
    """A misspelt kind would let anything pass."""
    of = standard(name)
    assert of.root in of.objects
    assert of.rows in of.objects
    for fields in of.objects.values():
        for field in fields.values():
            assert field.kind in {*SIMPLE, PERSONAL, *of.objects}, field
            assert (field.kind == "choice") == bool(field.choices), field


def test_every_document_of_standards_is_read():
    """None lies in the folder that no test opens."""
    assert set(data.names("standards")) == {*STANDARDS, "specified-information"}


@pytest.mark.parametrize(("change", "place"), [
    ({"id": ""}, "id"), ({"title": None}, "title"), ({"currency": "£"}, "currency"),
    ({"amountAwarded": "5"}, "amountAwarded"), ({"amountAwarded": True}, "amountAwarded"),
    ({"amountAwarded": float("nan")}, "amountAwarded"),
    ({"amountAwarded": float("inf")}, "amountAwarded"),
    ({"awardDate": "31/01/2026"}, "awardDate"), ({"awardDate": "2026-02-30"}, "awardDate"),
    ({"recipientOrganization": []}, "recipientOrganization"),
    ({"recipientOrganization": {"id": "o", "name": "O"}}, "recipientOrganization"),
    ({"recipientOrganization": [{"id": "o"}]}, "recipientOrganization[0].name"),
    ({"recipientOrganization": ["O"]}, "recipientOrganization[0]"),
    ({"fromOpenCall": "Perhaps"}, "fromOpenCall"), ({"url": "office.example"}, "url"),
    ({"dateModified": "2026-01-31"}, "dateModified"), ({"title": ["t"]}, "title"),
])  # fmt: skip
def test_each_fault_is_named_at_its_place(change, place):
    """One thing wrong gives one fault, at the field that is wrong."""
    assert [
        fault.place for fault in faults(standard("360giving"), {**GRANT, **change}, "Grant")
    ] == [place]


def test_a_sound_object_has_no_fault():
    """So that the faults above are of the change alone; part of a day is one where it may be."""
    planned = {"plannedDates": [{"startDate": "2026"}, {"startDate": "2026-03"}]}
    assert list(faults(standard("360giving"), {**GRANT, **planned}, "Grant")) == []


def test_what_the_standard_does_not_know_is_counted_and_not_a_fault():
    """A funder may publish more than the standard asks for."""
    value = {**GRANT, "shoe": 9, "recipientOrganization": [{"id": "o", "name": "O", "hat": 7}]}
    of = standard("360giving")
    assert list(faults(of, value, "Grant")) == []
    assert set(unknown_fields(of, value, "Grant")) == {"shoe", "recipientOrganization[0].hat"}


def test_what_is_no_object_is_said_to_be_none():
    """A file that holds a list has no fields at all."""
    assert [str(f.message) for f in faults(standard("360giving"), [])] == [
        "the file is not an object."
    ]
