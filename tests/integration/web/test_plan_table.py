"""The plan as a spreadsheet: out and in again, with preview, row faults, changes asked and undo."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.integration.web.test_plan_editor import MEASURE, in_force, step, write_plan


__all__ = ["in_force"]  # a fixture
FIRST = """kind,id,part_of,title,success,delivery,how_known,owner,first,last,body,body_kind,area,\
measure,due,unit,frequency,definition,source,expectation
plan,,,Plan for Millshire,,,,,2026-04-01,2030-03-31,PCC for Millshire,\
police and crime commissioner,Millshire,,,,,,,
term,,,Commissioner,,,,,2024-05-09,,,,,,,,,,,
mission,,,Safer streets,,,,,,,,,,,,,,,,
strategy,,Safer streets,Calm town centres,Calm,Patrols,A survey,Performance officer,,,,,,,,,,,,
outcome,,,Fewer victims,,,,,,,,,,night-offences,,,,,,
measure,night-offences,,Offences at night,,,,performance,,,,,,,,count,quarterly,Counted,Force,\
reduce
action,,Calm town centres,Agree the plan,,,,partner,,,,,,,30/09/2027,,,,,
"""


def _upload(client, content: bytes, name: str = "plan.csv"):
    """Send a file, and return the page of its preview."""
    sent = client.post("/plan/table/import/", {"file": SimpleUploadedFile(name, content)})
    assert sent.status_code == 302, sent.content.decode()
    return sent["Location"], client.get(sent["Location"]).content.decode()


def _export(client, form: str = "csv", **filters: str) -> bytes:
    answer = client.get(f"/plan/table/export/{form}/", filters)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _changed(content: bytes, kind: str, **cells: str) -> bytes:
    """Return an exported file with cells of the rows of a kind changed."""
    text = content.decode("utf-8-sig")
    start = text.index("kind,id,part_of")
    rows = list(csv.DictReader(io.StringIO(text[start:])))
    for row in rows:
        if row["kind"] == kind:
            row.update(cells)
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def test_a_first_plan_comes_from_a_spreadsheet(office):
    """What the file would do is shown, then it is a draft, and approved it is the plan."""
    from beatwise.web.performance import selectors
    from beatwise.web.plan.drafts import selectors as drafts

    client = office.client("performance")
    address, page = _upload(client, FIRST.encode())
    assert "7 would be made, 0 changed" in page
    assert "Offences at night" in page
    assert drafts.open_draft() is None
    client.post(address, {"do": "commit"})
    assert client.get("/plan/draft/").status_code == 200
    assert step(client, "put-forward", valid_from="2026-04-01").status_code == 302
    assert step(office.client("commissioner"), "approve").status_code == 302
    plan = selectors.plan()
    assert [s.id for s in plan.strategies] == ["calm-town-centres"]
    assert plan.strategies[0].results[0].measure == "night-offences"
    assert selectors.measure("night-offences").title == "Offences at night"


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_what_is_exported_changes_nothing_when_it_is_imported(in_force, form):
    """Out and in again, in every form of the table: there is nothing to import."""
    client = in_force.client("performance")
    _, page = _upload(client, _export(client, form), f"plan.{form}")
    assert "0 would be made, 0 changed, 7 left as they are" in page
    assert "There is nothing to import." in page


def test_a_draft_comes_round_too(office):
    """Its new measures and actions are in the table, and stay its own."""
    client = office.client("performance")
    write_plan(client)
    before = _export(client, of="draft")
    assert MEASURE["title"] in before.decode()
    _, page = _upload(client, before)
    assert "0 would be made, 0 changed, 7 left as they are" in page


def test_faults_name_row_column_and_next_step(office):
    """Every faulty row is listed, and nothing is imported."""
    client = office.client("performance")
    text = FIRST.replace("Performance officer", "J. Smith").replace("quarterly", "daily")
    text = text.replace("30/09/2027", "soon").replace("term,", "office,")
    _, page = _upload(client, text.encode())
    for words in (
        "4 rows are wrong", "'J. Smith' is not a role", "'daily' is not allowed",
        "'soon' is not a day", "'office' is not a kind of row", "Give a role, not a person",
    ):  # fmt: skip
        assert words in page.replace("&#x27;", "'"), words
    _, page = _upload(client, FIRST.replace("Safer streets,Calm", "Fewer,Calm").encode())
    assert "there is no mission 'Fewer' in the file." in page.replace("&#x27;", "'")
    _, page = _upload(client, FIRST.replace(",night-offences,,,,,,", ",other,,,,,,").encode())
    assert "there is no measure 'other'." in page.replace("&#x27;", "'")


def test_a_changed_strategy_goes_into_the_draft_and_is_undone(in_force):
    """The preview says before and after; undone, the draft that it began is gone."""
    from beatwise.web.plan.drafts import selectors

    client = in_force.client("performance")
    file = _changed(_export(client), "strategy", success="Nobody is afraid.")
    address, page = _upload(client, file)
    assert "What success is from People feel safe in town after dark. to Nobody is afraid." in page
    client.post(address, {"do": "commit"})
    assert "Nobody is afraid." in client.get("/plan/draft/").content.decode()
    client.post(address, {"do": "undo", "why": "the wrong file"})
    assert selectors.open_draft() is None


def test_an_import_into_a_draft_is_undone_until_the_draft_moves_on(in_force):
    """Undoing puts its rows back; after another change it is refused."""
    from beatwise.web.plan.drafts import selectors

    client = in_force.client("performance")
    client.post("/plan/draft/start/")
    before = selectors.draft().rows
    file = _changed(_export(client, of="draft"), "mission", title="Safer towns")
    address, _ = _upload(client, file)
    client.post(address, {"do": "commit"})
    assert selectors.draft().rows != before
    client.post(address, {"do": "undo", "why": "the wrong file"})
    assert selectors.draft().rows == before
    address, _ = _upload(client, file)
    client.post(address, {"do": "commit"})
    client.post("/plan/draft/add/mission/", {"title": "Rural crime"})
    refused = client.post(address, {"do": "undo", "why": "the wrong file"})
    assert refused.status_code == 409
    assert "the draft was changed since" in refused.content.decode().lower()


def test_a_measure_and_an_action_change_at_a_board_only(in_force):
    """Each row that differs is asked about, needs a reason, and becomes a change asked for."""
    from beatwise.web.actions.models import Request
    from beatwise.web.performance import selectors

    client = in_force.client("performance")
    file = _changed(
        _export(client), "measure", expectation="at most 400", owner="Deputy commissioner"
    )
    file = _changed(file, "action", due="2027-12-31")
    address, page = _upload(client, file)
    assert "a change asked of a board: Due from 30 September 2027 to 31 December 2027" in page
    assert "Owner from Performance officer to Deputy commissioner" in page
    again = client.post(address, {"do": "commit"}).content.decode()
    assert "Say why" in again
    client.post(address, {"do": "commit", "reason": "The board asked for a number."})
    asked = {r.about: {f["name"] for f in r.fields} for r in Request.objects.all()}
    assert asked == {"night-time-offences": {"expectation", "owner"}, "A1": {"due"}}
    assert selectors.measure("night-time-offences").version == 1
    client.post(address, {"do": "undo", "why": "the wrong file"})
    assert {r.state for r in Request.objects.all()} == {"taken back"}


def test_a_date_that_has_passed_is_refused_in_the_preview(in_force):
    """What a board could not be asked is a fault of its row."""
    client = in_force.client("performance")
    _, page = _upload(client, _changed(_export(client), "action", due="2020-01-01"))
    assert "2020-01-01 has passed already." in page


def test_baselines_about_people_leave_only_for_those_who_see_exact_figures(in_force):
    """The partner's file has the plan, and not the figure of a measure behind the gate."""
    from beatwise.accountability.measures import as_toml
    from beatwise.web.performance import selectors
    from beatwise.web.performance.definitions import actions

    text = as_toml.write(selectors.measure("night-time-offences"))
    text = text.replace('"night-time-offences"', '"victims"').replace('"none"', '"small counts"')
    actions.define(texts=[text], by=in_force.account("performance"))
    assert _export(in_force.client("commissioner")).decode().count("412 (2025-04:2026-03)") == 2
    theirs = _export(in_force.client("partner")).decode()
    assert theirs.count("412 (2025-04:2026-03)") == 1
    assert "[c]" in theirs
    assert "Agree the patrol plan" not in theirs


def test_a_table_of_a_draft_is_for_those_who_see_drafts(office):
    """A partner has the plan in force, and no draft of it."""
    write_plan(office.client("performance"))
    partner = office.client("partner")
    assert partner.get("/plan/table/export/csv/", {"of": "draft"}).status_code == 403
    assert partner.get("/plan/table/export/csv/", {"of": "7"}).status_code == 404
    assert "Calm town centres" not in _export(partner).decode()
