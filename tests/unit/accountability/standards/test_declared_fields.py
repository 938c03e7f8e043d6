"""The declared fields of a standard, and what they find wrong.

The published schema of 360Giving stands in no package and is not fetched here: ours is compared
with a second transcript of it, see ``giving_schema``.
"""

from __future__ import annotations

import pytest
from tests.published_schemas import faults_of
from tests.unit.accountability.standards import giving_schema as written

from beatwise import data
from beatwise.accountability.standards.declared_fields import (
    PERSONAL,
    SIMPLE,
    faults,
    filled,
    standard,
    unknown_fields,
)


STANDARDS = ("360giving", "ocds", "developer-agreements")
GRANT = {
    "id": "p-1", "title": "t", "description": "d", "currency": "GBP", "amountAwarded": 5,
    "awardDate": "2026-01-31", "recipientOrganization": [{"id": "o", "name": "O"}],
    "fundingOrganization": [{"id": "f", "name": "F"}],
}  # fmt: skip
GIVING = standard("360giving")
OBJECTS = {
    "Package": written.PACKAGE, "Publisher": written.PUBLISHER, "Grant": written.GRANT,
    "Organization": written.ORGANISATION, "Location": written.LOCATION,
    "GrantProgramme": written.PROGRAMME, "Classification": written.CLASSIFICATION,
    "Event": written.EVENT, "Document": written.DOCUMENT, "Transaction": written.TRANSACTION,
}  # fmt: skip
SOUND = {
    "Package": {"grants": [GRANT]}, "Publisher": {"name": "F"}, "Grant": GRANT,
    "Organization": {"id": "o", "name": "O"},
}  # fmt: skip
# Whatever stands in a field: texts, numbers, days whole and in part, addresses, codes, lists.
VALUES = (
    "x", "", 5, -5, 0, 1.5, True, None, [], {}, ["x"], ["x", "x"], ["x", 5], [{}], [{"id": 5}],
    [{"id": "o", "name": "O"}], "2026-01-31", "2026-1-31", "31/01/2026", "2026", "2026-03",
    "2026-13", "20260131", "2026-W05-6", "2026-01-31T10:00:00Z", "2026-01-31T10:00:00.5+01:00",
    "2026-01-31T10:00:00", "2026-01-31T10:00Z", "2026-01-31 10:00:00Z", "2026-01-31T10Z",
    "https://office.example/a?b=c#d", "office.example", "https://office.example/a b",
    "https://office.example/\N{POUND SIGN}", "mailto:a@office.example", "GBP", "gbp", "XYZ", "GB",
    "gb", "ZZ", "Yes", "yes", "FRG010", "FRG080", "GLS099", "GLS070", "1.3", "1.3.0", "v1",
    [GRANT], [GRANT, GRANT], [GRANT, {**GRANT, "id": "p-2"}], {"name": "F"},
)  # fmt: skip


@pytest.mark.parametrize("name", STANDARDS)
def test_every_declared_field_is_of_a_kind_that_there_is(name):
    """A misspelt kind would let anything pass."""
    of = standard(name)
    assert of.root in of.objects
    assert of.rows in of.objects
    for fields in of.objects.values():
        for field in fields.values():
            assert field.kind in {*SIMPLE, PERSONAL, *of.objects}, field
            assert (field.kind in ("choice", "code")) == bool(field.choices), field


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


@pytest.mark.parametrize("kind", OBJECTS)
def test_both_have_the_same_fields_and_ask_for_the_same(kind):
    """What must be there is what both say, but for who receives: never a person here."""
    declared, schema = GIVING.objects[kind], OBJECTS[kind]
    assert set(declared) == set(schema["properties"])
    asked = schema.get("required") or schema.get("oneOf", [{"required": []}])[0]["required"]
    assert {name for name, field in declared.items() if field.required} == set(asked)
    lists = {name for name, of in schema["properties"].items() if of.get("type") == "array"}
    assert {name for name, field in declared.items() if field.many} == lists


@pytest.mark.parametrize("kind", OBJECTS)
def test_both_refuse_the_same(kind):
    """Each field of each object, with each value: either both find a fault, or neither."""
    differ = []
    for name, field in GIVING.objects[kind].items():
        for value in VALUES if field.kind != PERSONAL else ():
            one = filled({**SOUND.get(kind, {}), name: value})
            ours = bool(list(faults(GIVING, one, kind)))
            theirs = bool(faults_of(OBJECTS[kind], one))
            if ours != theirs:
                differ.append((name, value, "ours" if ours else "theirs"))
    assert differ == []


def test_the_lists_of_codes_are_whole():
    """301 codes of currencies, of which many are no longer in use, and 249 of countries."""
    assert {name: len(set(codes)) for name, codes in written.CODES.items()} == {
        "currency": 301, "country": 249,
    }  # fmt: skip
    assert {"GBP", "EUR", "DEM"} < set(written.CODES["currency"])
    assert {"GB", "IE", "IM"} < set(written.CODES["country"])


def test_the_columns_that_a_publisher_fills_bear_the_template_s_titles():
    """As the standard's own template writes them; transactions have no titles, but paths."""
    titles = {field.name: field.title for field in GIVING.objects["Grant"].values()}
    assert titles["fromOpenCall"] == "From An Open Call?"
    assert titles["dateModified"] == "Last Modified"
    assert titles["disbursementTransaction"] == "disbursementTransaction"
