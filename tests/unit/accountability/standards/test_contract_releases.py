"""Contracting processes as OCDS releases: the published schema's judgement, and nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from tests.published_schemas import (
    OCDS_RECORD_PACKAGE,
    OCDS_RELEASE,
    OCDS_RELEASE_PACKAGE,
)
from tests.published_schemas import faults as published_faults
from tests.unit.accountability.standards.standard_worlds import BUYER, processes, sarc

from beatwise.accountability.standards import (
    contract_reading,
    contract_releases,
    declared_fields,
)
from beatwise.accountability.standards.contracting import ContractingProcess


def _record(process: ContractingProcess):
    return contract_releases.record(process, BUYER, "ocds-abc123")


def test_a_process_has_a_release_for_each_thing_that_happened():
    """Planning, tender, award, contract, a modification and payments, each with its day."""
    tags = [(r["tag"], r["date"][:10]) for r in _record(sarc())["releases"]]
    assert tags == [
        (["planning"], "2025-11-01"), (["tender"], "2026-02-27"), (["award"], "2026-05-11"),
        (["contract"], "2026-06-02"), (["contractAmendment"], "2027-02-01"),
        (["implementation"], "2027-02-01"),
    ]  # fmt: skip


def test_an_earlier_release_does_not_know_what_came_later():
    """The tender names no supplier and no price, and the contract's release not its change."""
    planning, tender, award, contract, changed, _ = _record(sarc())["releases"]
    assert "awards" not in tender
    assert [p["roles"] for p in tender["parties"]] == [["buyer"]]
    assert "lots" not in planning["tender"]
    assert "contracts" not in award
    assert contract["contracts"][0]["value"]["amount"] == 850000.5
    assert "amendments" not in contract["contracts"][0]
    assert changed["contracts"][0]["value"]["amount"] == 910000
    assert changed["contracts"][0]["period"]["endDate"] == "2029-09-30T00:00:00Z"


def test_a_process_without_a_day_is_no_record():
    """Nothing has happened, so that there is nothing to release."""
    with pytest.raises(ValueError, match="no stage has a day"):
        _record(ContractingProcess("1", "Later"))


@settings(max_examples=50, deadline=None)
@given(processes())
def test_no_release_is_dated_before_the_one_that_it_follows(process):
    """Whatever the days of the stages: who sorts by date reads the last release last."""
    dates = [release["date"] for release in _record(process)["releases"]]
    assert dates == sorted(dates)


@settings(max_examples=50, deadline=None)
@given(processes())
def test_a_record_loses_nothing(process):
    """What a record tells is the process it was made from, at every stage."""
    [record] = contract_reading.records_of({"records": [_record(process)]})
    assert list(contract_reading.unread(record)) == []
    assert contract_reading.process_of(record) == process


@settings(max_examples=10, deadline=None)
@given(processes())
def test_every_release_is_of_the_standard(process):
    """Its declared fields find no fault, and no field that the standard does not know."""
    at = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
    package = contract_releases.package([_record(process)], BUYER, "https://office.example/r", at)
    ocds = declared_fields.standard("ocds")
    assert list(declared_fields.faults(ocds, package)) == []
    assert list(declared_fields.unknown_fields(ocds, package)) == []


@settings(max_examples=10, deadline=None)
@given(processes())
def test_every_file_satisfies_the_published_schemas(process):
    """A record package and every release in it, and the releases as a package of their own."""
    record, at = _record(process), dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
    package = contract_releases.package([record], BUYER, "https://office.example/r", at)
    assert published_faults(OCDS_RECORD_PACKAGE, package) == []
    of_releases = {**package, "releases": record["releases"]}
    del of_releases["records"]
    assert published_faults(OCDS_RELEASE_PACKAGE, of_releases) == []


@pytest.mark.parametrize("change", [
    {"tag": ["nonsense"]}, {"date": "2026-01-31"}, {"id": 5}, {"initiationType": "auction"},
    {"tender": {"id": "T", "status": "over"}}, {"contracts": [{"id": "C"}]},
])  # fmt: skip
def test_the_published_schemas_find_a_fault_where_there_is_one(change):
    """So that the test above can fail, in a release and in a package of records around it."""
    release = {**_record(sarc())["releases"][0], **change}
    assert published_faults(OCDS_RELEASE, release)
    at = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
    record = {"ocid": release["ocid"], "releases": [release]}
    package = contract_releases.package([record], BUYER, "https://office.example/r", at)
    assert published_faults(OCDS_RECORD_PACKAGE, package)
    assert published_faults(OCDS_RECORD_PACKAGE, {**package, "version": "1", "records": []})
