"""Tables in columns of their own that become records of a register, through both their doors."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from tests.integration.web.test_tables import take_in, upload


SECTIONS = b"position,section,source\r\n1,General,x\r\n2,Fuel,x\r\n"
TOOLKIT = (
    b"section,intervention,cost,rollout_time,maintenance,source\r\n"
    b"GENERAL,Gates,Free / Low,Immediate,Low,x\r\nGENERAL,Signs,Low,Immediate,Low,x\r\n"
)
# Records that each table of the papers makes, counted by hand; those after the bar change one.
MADE = {
    "board_actions": 11, "lcjb_recommendations": 8, "s106_recommendations": 6,
    "panel_request_items": 1, "complaint_reviews_summary": 4,
    "governance_rules": 18, "plan_monitoring_rules": 6, "engagement_summary": 19,
    "oversight_figures": 7, "reform_evidence": 7, "patrol_evidence": 7, "prevention_capacity": 5,
    "early_release": 5, "recruitment_2018_19": 11, "diversion": 4, "education_reach": 6,
    "people_zones": 5, "plan_framework_2024": 37, "plan_priorities": 6,
    "rural_toolkit_sections": 11, "rural_toolkit": 0, "s106_figures": 5, "sarc_procurement": 7,
    "contracts": 12,
}  # fmt: skip
VALUES = {"engagement_by_authority": 18, "custody_visits": 8, "volunteers_2018_19": 6,
          "dasv_survey": 29}  # fmt: skip
DISAGREE = {"board_actions": 1, "dasv_survey": 7,
            "engagement_by_authority": 4, "recruitment_2018_19": 0}  # fmt: skip


@pytest.fixture
def folder(reference_tables: Path) -> Path:
    """The transcribed tables."""
    return reference_tables


def _records(slug: str):
    from beatwise.web.registers.models import Record

    return list(Record.objects.filter(register=slug, removed=False).order_by("number"))


@pytest.mark.real
def test_every_table_of_records_comes_in_and_what_disagrees_is_named(office, folder):
    """Each makes just its records or values; exactly what is known to be printed wrong is found."""
    from beatwise.web.paper_tables.models import Disagreement
    from beatwise.web.performance.models import ObservationRow
    from beatwise.web.registers.models import Record

    client = office.client("governance")
    for name in (*MADE, *VALUES):
        before = Record.objects.count(), ObservationRow.objects.count()
        take_in(client, f"{name}.csv", (folder / f"{name}.csv").read_bytes())
        after = Record.objects.count(), ObservationRow.objects.count()
        made = (after[0] - before[0], after[1] - before[1])
        assert made == (MADE.get(name, 0), VALUES.get(name, 0)), name
    found: dict[str, int] = {}
    for each in Disagreement.objects.exclude(kind="not checked"):
        found[each.table] = found.get(each.table, 0) + 1
    assert {name: found.get(name, 0) for name in DISAGREE} == DISAGREE
    assert set(found) <= set(DISAGREE)
    [request] = [r for r in _records("recommendations") if r.values["items"]]
    assert [line["letter"] for line in request.values["items"]] == list("abcdef")
    assert request.values["open_items"] == 0
    [general] = [r for r in _records("published_advice") if r.values["measures"]]
    assert general.values["measure_count"] == 8
    assert general.values["position"] == 1
    assert {r.state for r in _records("recommendations")} == {"made"}


def test_a_table_of_records_is_previewed_taken_in_once_and_taken_back(office):
    """The preview names the records; a second import brings nothing; undoing takes them out."""
    client = office.client("governance")
    there = upload(client, "rural_toolkit_sections.csv", SECTIONS)
    page = client.get(there).content.decode()
    assert "as records of a register" in page
    assert "2 would be imported" in page
    assert re.search(r">General</th>.*?new, Draft", page, re.S)
    assert _records("published_advice") == []
    client.post(there, {"do": "commit"})
    assert [r.heading for r in _records("published_advice")] == ["General", "Fuel"]
    again = client.get(upload(client, "rural_toolkit_sections.csv", SECTIONS)).content.decode()
    assert "0 would be imported, 2 are there already" in again
    take_in(client, "rural_toolkit.csv", TOOLKIT)
    first, _ = _records("published_advice")
    assert (first.values["measure_count"], first.values["position"]) == (2, 1)
    assert client.post(there, {"do": "undo", "why": "Too soon."}).status_code == 409
    assert len(_records("published_advice")) == 2


def test_undoing_takes_the_records_out(office):
    """Nothing is left of an import whose records nobody changed, and each history says so."""
    from beatwise.web.history.models import Change
    from beatwise.web.keeping.check import check

    client = office.client("governance")
    there = upload(client, "rural_toolkit_sections.csv", SECTIONS)
    client.post(there, {"do": "commit"})
    assert client.post(there, {"do": "undo", "why": "The wrong file."}).status_code == 302
    assert _records("published_advice") == []
    actions = Change.objects.filter(thing="published_advice/1").order_by("number")
    assert [row.action for row in actions] == ["record.make", "record.remove"]
    assert check().whole


def test_the_register_s_own_page_takes_the_same_table(office):
    """A table in a paper's columns comes in where the register's own columns do."""
    client = office.client("commissioning")
    file = io.BytesIO(TOOLKIT)
    file.name = "toolkit of the county.csv"
    there = client.post("/registers/published_advice/import/", {"file": file})["Location"]
    page = client.get(there).content.decode()
    assert "GENERAL" in page
    client.post(there, {"do": "commit"})
    [record] = _records("published_advice")
    assert [line["measure"] for line in record.values["measures"]] == ["Gates", "Signs"]


def test_a_wrong_cell_is_named_in_the_table_s_own_column_and_nothing_comes_in(office):
    """A word that the layout does not know, and a value that is no number, stop the whole table."""
    client = office.client("governance")
    head = b"recommendation,owner,paraphrase,source\r\n"
    body = head + b"A,Force,Mend it,x\r\nB,Parish,Mend more,x\r\n"
    page = client.get(upload(client, "s106_recommendations.csv", body)).content.decode()
    assert "does not know &#x27;Parish&#x27;" in page
    assert re.search(r">3</th><td[^>]*>owner</td>", page)
    months = (
        b"month,reviews_received,not_upheld,completed_within_28_days,"
        b"not_completed_within_28_days,learning_recommendations,source\r\n2026-01,many,0,1,1,0,x\r\n"
    )
    file = io.BytesIO(months)
    file.name = "complaint_reviews.csv"
    there = client.post("/registers/complaint_reviews/import/", {"file": file})["Location"]
    page = client.get(there).content.decode()
    assert re.search(r">2</t[hd]><td[^>]*>reviews_received</td>", page)
    assert _records("recommendations") == _records("complaint_reviews") == []


OWN = b"""
format = 1
name = "cases"
title = "Cases"
makes = "records"
register = "pension_forfeiture"
headings = ["case", "notified"]
[row]
case = "case"
notified_on = "notified"
"""


def test_the_tables_page_takes_no_records_of_a_closed_register(office):
    """Rows kept there are read by others than the register's readers, so they are refused."""
    from beatwise.web.imports.models import Batch

    client = office.client("governance")
    own = io.BytesIO(OWN)
    own.name = "cases.toml"
    page = upload(client, "cases.csv", b"case,notified\r\nA 1,2026-01-05\r\n", own=own)
    assert "not open to everybody who sees imported tables" in str(page)
    assert Batch.objects.count() == 0
    assert _records("pension_forfeiture") == []


def test_a_layout_that_names_what_no_record_has_is_refused(office):
    """An own layout whose cell is no field of the register says which fields there are."""
    own = io.BytesIO(OWN.replace(b"pension_forfeiture", b"risks"))
    own.name = "cases.toml"
    page = upload(office.client("governance"), "cases.csv", b"case,notified\r\nA,\r\n", own=own)
    assert "gives &#x27;case&#x27;, which no risk has" in str(page)


@pytest.mark.real
def test_the_papers_complaints_come_in_where_no_role_of_the_office_looks(office, folder):
    """The monitoring officer imports the nine; the office's roles meet nothing of them."""
    content = (folder / "complaints_register.csv").read_bytes()
    client = office.client("monitoring_officer")
    file = io.BytesIO(content)
    file.name = "complaints_register.csv"
    there = client.post("/registers/complaints/import/", {"file": file})["Location"]
    client.post(there, {"do": "commit"})
    states = [record.state for record in _records("complaints")]
    counts = {state: states.count(state) for state in set(states)}
    assert counts == {
        "resolved": 2,
        "informal": 1,
        "returned": 1,
        "outside": 2,
        "correspondence": 3,
    }
    for role in ("governance", "commissioner", "deputy", "performance"):
        other = office.client(role)
        assert other.get("/registers/complaints/").status_code == 404
        assert "/registers/complaints/" not in other.get("/search/?q=Link").content.decode()
    page = upload(office.client("governance"), "complaints_register.csv", content)
    assert "not open to everybody who sees imported tables" in str(page)


@pytest.mark.real
def test_the_papers_reviews_come_in_by_month_and_leave_only_through_the_gate(office, folder):
    """Three months on the register's own page; a lesser role meets none of their small counts."""
    client = office.client("governance")
    file = io.BytesIO((folder / "complaint_reviews.csv").read_bytes())
    file.name = "complaint_reviews.csv"
    there = client.post("/registers/complaint_reviews/import/", {"file": file})["Location"]
    client.post(there, {"do": "commit"})
    rows = _records("complaint_reviews")
    assert [row.values["received"] for row in rows] == [21, 15, 9]
    assert sum(row.values["within"] for row in rows) == 7
    assert sum(row.values["beyond"] for row in rows) == 11
    page = office.client("panel_reader").get("/registers/complaint_reviews/").content.decode()
    assert ">21<" not in page
    content = (folder / "complaint_reviews.csv").read_bytes()
    refused = upload(client, "complaint_reviews.csv", content)
    assert "not open to everybody who sees imported tables" in str(refused)
