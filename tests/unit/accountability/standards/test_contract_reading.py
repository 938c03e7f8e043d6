"""Processes read from packages of OCDS, as another publisher may divide them."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.accountability.standards.standard_worlds import BUYER, sarc

from beatwise.accountability.standards import (
    contract_reading,
    contract_releases,
    declared_fields,
)
from beatwise.accountability.standards.contracting import Organisation


def test_the_releases_of_a_release_package_are_those_of_its_processes():
    """Two processes whose releases stand mixed in one list are two records, each read whole."""
    other = contract_releases.ContractingProcess("B2", "Helpline", planned_on=sarc().planned_on)
    first = contract_releases.releases(sarc(), BUYER, "ocds-abc123")
    second = contract_releases.releases(other, BUYER, "ocds-abc123")
    mixed = [first[0], *second, *first[1:]]
    records = contract_reading.records_of({"releases": mixed})
    assert [contract_reading.process_of(each) for each in records] == [sarc(), other]


def test_releases_are_read_by_their_dates_and_not_by_their_places_in_the_file():
    """A package that begins with its newest release tells the same; so does a record."""
    releases = contract_releases.releases(sarc(), BUYER, "ocds-abc123")
    turned = [releases[-1], *releases[-2::-1]]
    for release, day in zip(turned[:2], ("12-02", "12-01"), strict=False):
        release["date"] = f"2027-{day}T00:00:00+01:00"
    for package in ({"releases": turned}, {"records": [{"ocid": "o", "releases": turned}]}):
        [record] = contract_reading.records_of(package)
        assert contract_reading.process_of(record) == sarc()


@pytest.mark.parametrize(("part", "change", "words"), [
    ("awards", lambda all_: [*all_, {"id": "B"}, {"id": "C"}], "the process holds 3 awards"),
    ("contracts", lambda all_: [*all_, {**all_[0], "id": "B"}], "the process holds 2 contracts"),
    ("parties", lambda all_: [*all_, {"id": "B", "roles": ["supplier"]}],
     "the process holds 2 suppliers"),
    ("awards", lambda all_: [{**all_[0], "value": {"amount": 5, "currency": "EUR"}}],
     "its amounts are in EUR"),
    ("contracts", lambda all_: [{**all_[0], "amendments": []}],
     "a contractAmendment names no amendment"),
])  # fmt: skip
def test_what_one_contract_on_record_cannot_hold_is_named(part, change, words):
    """Nothing of a process is left out in silence; the process is named by its number."""
    package = _package()
    [record] = contract_reading.records_of(package)
    assert list(contract_reading.unread(record)) == []
    for release in package["records"][0]["releases"]:
        if part == "parties" or part in release:
            release[part] = change(release[part])
    [record] = contract_reading.records_of(package)
    [fault] = contract_reading.unread(record)
    assert fault.message.startswith(words)
    assert fault.place == "ocds-abc123-SARC"
    assert fault.next_step


def test_a_process_without_a_tender_is_known_by_its_contract():
    """A publisher that begins with the contract gives no tender: title and number stand there."""
    release = {"ocid": "ocds-x-7", "date": "2026-01-05T00:00:00Z", "tag": ["contract"],
               "contracts": [{"id": "7", "title": "Cleaning"}]}  # fmt: skip
    [record] = contract_reading.records_of({"releases": [release]})
    process = contract_reading.process_of(record)
    assert (process.number, process.title) == ("ocds-x-7", "Cleaning")
    assert process.method == ""


@pytest.mark.parametrize(("release", "buyer"), [
    ({}, None),
    ({"buyer": {"id": "GB-LAE-X-1", "name": "Council"}}, Organisation("Council", "GB-LAE", "X-1")),
    ({"buyer": {"id": "7", "name": "Council"}, "parties": [
        {"id": "7", "identifier": {"scheme": "GB-GOR", "id": "D1"}}]},
     Organisation("Council", "GB-GOR", "D1")),
    ({"parties": [{"id": "7", "name": "Council", "roles": ["buyer"]}]},
     Organisation("Council")),
])  # fmt: skip
def test_the_buyer_is_who_the_release_names(release, buyer):
    """By the entry in a register where there is one; where nobody is named, nobody is known."""
    assert contract_reading.buyer_of({"releases": [release]}) == buyer


@pytest.mark.parametrize(("party", "supplier"), [
    ({"identifier": {"scheme": "GB-COH", "id": "01234567"}},
     Organisation("Refuge", "GB-COH", "01234567")),
    ({"identifier": {"id": "123"}}, Organisation("Refuge", "", "123")),
    ({"id": "GB-CHC-264713"}, Organisation("Refuge", "GB-CHC", "264713")),
    ({"id": "supplier-1"}, Organisation("Refuge")),
    ({"id": "XI-NAME-Refuge"}, Organisation("Refuge")),
])  # fmt: skip
def test_the_supplier_is_known_as_the_buyer_is(party, supplier):
    """By the entry or by a number of a register; a number that only links the file says nothing."""
    supplied = {"id": "7", "name": "Refuge", "roles": ["supplier"], **party}
    release = {"ocid": "o", "date": "2026-01-05T00:00:00Z", "tag": ["award"], "parties": [supplied]}
    assert contract_reading.process_of({"ocid": "o", "releases": [release]}).supplier == supplier


def _package() -> dict:
    """Return the centre's releases as a package that has no fault."""
    at = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
    record = contract_releases.record(sarc(), BUYER, "ocds-abc123")
    return contract_releases.package([record], BUYER, "https://office.example/r", at)


_PARTS = (
    ("planning",), ("planning", "milestones"), ("planning", "budget"), ("tender",),
    ("tender", "tenderPeriod"), ("tender", "awardPeriod"), ("tender", "lots"), ("parties",),
    ("parties", 1, "identifier"), ("parties", 1, "roles"), ("awards",), ("awards", 0, "value"),
    ("contracts",), ("contracts", 0, "amendments"), ("contracts", 0, "period"),
    ("contracts", 0, "implementation"), ("contracts", 0, "milestones"),
    ("contracts", 0, "implementation", "transactions"),
    ("contracts", 0, "amendments", 0, "id"), ("contracts", 0, "amendments", 0, "date"),
    ("contracts", 0, "implementation", "transactions", 0, "date"),
    ("contracts", 0, "implementation", "transactions", 0, "value"),
)  # fmt: skip


@pytest.mark.parametrize("empty", [None, "", [], {}], ids=repr)
@pytest.mark.parametrize("part", _PARTS, ids=str)
def test_what_is_empty_is_read_as_left_out_or_is_a_fault(part, empty):
    """Other publishers fill what they do not know with null; no such file breaks the reader."""
    package = _package()
    for release in package["records"][0]["releases"]:
        _put(release, part, empty)
    faults = list(declared_fields.faults(declared_fields.standard("ocds"), package))
    if faults:
        assert all(fault.message.endswith(f"{part[-1]} is missing.") for fault in faults)
        return
    [record] = contract_reading.records_of(package)
    for release in package["records"][0]["releases"]:
        _put(release, part, _LEFT_OUT)
    [without] = contract_reading.records_of(package)
    if not [*contract_reading.unread(record), *contract_reading.unread(without)]:
        assert contract_reading.process_of(record) == contract_reading.process_of(without)


_LEFT_OUT = object()


def _put(release: dict, part: tuple, value: object) -> None:
    """Put a value at a place of a release that has it, or take out what stands there."""
    inner: object = release
    for step in part[:-1]:
        try:
            inner = inner[step]
        except (KeyError, IndexError):
            return
    if part[-1] in inner:
        if value is _LEFT_OUT:
            del inner[part[-1]]
        else:
            inner[part[-1]] = value
