"""Our declared fields of OCDS against the published release schema, object by object."""

from __future__ import annotations

import pytest
from tests.published_schemas import OCDS_RELEASE, faults_of, schema

from beatwise.accountability.standards.declared_fields import (
    PERSONAL,
    SIMPLE,
    faults,
    filled,
    standard,
)


OCDS = standard("ocds")
# By the name that the schema has for it; a lot is an extension's.
OBJECTS = {
    "Release": "", "Party": "Organization", "PartyReference": "OrganizationReference",
    **{name: name for name in ("Identifier", "Value", "Period", "Planning", "Budget", "Milestone",
                               "Tender", "Award", "Contract", "Amendment", "Implementation",
                               "Transaction")},
}  # fmt: skip
SOUND = {
    "Release": {"ocid": "o", "id": "r", "date": "2026-01-31T00:00:00Z", "tag": ["planning"],
                "initiationType": "tender"},
    "Contract": {"id": "c", "awardID": "a"},
    **{name: {"id": "x"} for name in ("Party", "PartyReference", "Tender", "Award", "Milestone")},
    "Amendment": {"id": "m", "date": "2026-01-31T00:00:00Z"},
    "Transaction": {"id": "t", "date": "2026-01-31T00:00:00Z", "value": {"amount": 5}},
}  # fmt: skip
# What we ask for beside the standard, and why: see the head of the document.
STRICTER = {("Amendment", "id"), ("Amendment", "date"), ("Transaction", "date"),
            ("Transaction", "value"), ("PartyReference", "id"), ("Party", "id")}  # fmt: skip
VALUES = (
    "x", 5, -5, 1.5, True, ["x"], [5], "2026-01-31", "2026-01-31T10:00:00Z", "2026-01-31T10:00Z",
    "2026-01-31T10:00:00", "https://office.example/a", "office.example", "GBP", "gbp", "active",
    "open", "met", "planned", "tender", ["planning"], ["planning", "x"], ["buyer"], ["ownRole"],
    "ownType", {"id": "x"}, [{"id": "x"}], [{"id": 5}],
)  # fmt: skip


def _schema(kind: str) -> dict:
    whole = schema(OCDS_RELEASE)
    named = OBJECTS[kind]
    return {
        "definitions": whole["definitions"],
        **(whole["definitions"][named] if named else whole),
    }


@pytest.mark.parametrize("kind", OBJECTS)
def test_every_declared_field_is_the_standard_s(kind):
    """A field of the schema by that name, and nothing that it asks for is left out."""
    declared, of = OCDS.objects[kind], _schema(kind)
    known = {*of["properties"], *(["lots"] if kind == "Tender" else [])}
    assert set(declared) <= known
    required = {name for name, field in declared.items() if field.required}
    assert set(of.get("required", [])) <= required
    assert {(kind, name) for name in required - set(of.get("required", []))} <= STRICTER


@pytest.mark.parametrize("kind", OBJECTS)
def test_what_the_standard_takes_is_taken_and_what_it_refuses_is_refused(kind):
    """Each plain field of each object, with each value: either both find a fault, or neither.

    A currency is compared with the standard's list on the way in, where none but GBP is read.
    """
    differ, of = [], _schema(kind)
    for name, field in OCDS.objects[kind].items():
        if field.kind in (PERSONAL, "currency") or field.kind not in SIMPLE:
            continue
        for value in VALUES:
            one = filled({**SOUND.get(kind, {}), name: value})
            if bool(list(faults(OCDS, one, kind))) != bool(faults_of(of, one)):
                differ.append((name, value))
    assert differ == []
