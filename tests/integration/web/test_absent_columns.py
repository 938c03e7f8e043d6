"""A file may leave out what nobody must give; what it leaves out stays as it is."""

from __future__ import annotations

import csv
import io

import pytest

from beatwise.errors import BadInput


def _file(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.fixture
def decisions(office):
    """One decision with an amount and a fund."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    register = definition("decisions")
    values = {"title": "Radios", "amount": "1250.50", "fund": "Equipment", "significant": "yes"}
    actions.make(register=register, values=values, by=office.account("governance"))
    return register


def _record(number: int):
    from beatwise.web.registers.models import Record

    return Record.objects.get(register="decisions", number=number, removed=False)


def _preview(office, register, content: bytes, name: str = "a.csv"):
    from beatwise.web.registers.imports import Records

    return Records(register).preview(name, content, office.account("governance"))


def _import(importer, content: bytes, by):
    from beatwise.web.imports import batches

    return batches.commit(
        importer, batch=batches.keep(importer, name="a.csv", content=content, by=by), by=by
    )


def test_a_register_takes_a_file_without_its_optional_columns(office, decisions):
    """A new record has nothing there; one that exists keeps what it holds; an undo puts it back."""
    from beatwise.web.imports import batches
    from beatwise.web.registers.imports import Records

    by = office.account("governance")
    content = _file([{"Number": "1", "Decision": "Body-worn video", "Amount": "900"},
                     {"Number": "", "Decision": "Vans", "Amount": "20"}])  # fmt: skip
    batch = _import(Records(decisions), content, by)
    old, new = _record(1), _record(2)
    assert (old.values["title"], old.values["amount"]) == ("Body-worn video", 90000)
    assert (old.values["fund"], old.values["significant"]) == ("Equipment", True)
    assert (new.values["title"], new.values["fund"]) == ("Vans", None)
    assert (old.state, new.state) == ("draft", "draft")
    batches.undo(Records(decisions), batch=batch, by=by, why="wrong file")
    assert _record(1).values["amount"] == 125050


def test_a_column_that_is_there_and_empty_still_empties_the_field(office, decisions):
    """An empty cell, or a row that ends early, says that there is nothing."""
    from beatwise.web.registers.imports import Records

    content = b"Number,Decision,Amount,Fund line\r\n1,Radios,\r\n"
    _import(Records(decisions), content, office.account("governance"))
    assert (_record(1).values["amount"], _record(1).values["fund"]) == (None, None)
    assert _record(1).values["significant"] is True


def test_a_preview_of_records_names_the_columns_that_are_absent(office, decisions):
    """Each known column that the file lacks, what follows from it, and a heading with a slip."""
    found = _preview(office, decisions, b"Decision,Amuont,Options\r\nVans,20,One\r\n")
    assert (len(found.new), found.wrong) == (1, ())
    first, unread, number, state = found.notes
    assert (
        "the columns 'Evidence', 'Advice', 'Equality assessment', 'Fund line', 'Amount'," in first
    )
    assert "'Options'" not in first
    assert first.endswith(
        "records that exist keep what they hold there, and new ones begin without it."
    )
    assert unread == "Columns of the file that are not read: 'amuont'."
    assert number == "The file does not have the column 'Number': every row makes a new record."
    assert "'State': new records begin as Draft, and others stay as they are." in state


def test_a_whole_export_says_nothing_of_columns(office, decisions):
    """Nothing is absent from a file that was exported."""
    answer = office.client("governance").get("/registers/decisions/export/csv/")
    content = b"".join(answer) if answer.streaming else answer.content
    found = _preview(office, decisions, content)
    assert (found.same, found.notes) == (1, ())


def test_a_register_refuses_a_file_without_a_required_column_by_name(office, decisions):
    """What every record must have is asked for by its heading, though all the rest is there."""
    rest = {f.label: "" for f in decisions.fields if not f.required}
    with pytest.raises(BadInput, match="no table with the column decision was found"):
        _preview(office, decisions, _file([{"Number": "1", **rest}]))


def test_a_cover_with_a_needed_word_is_not_taken_for_headings(office, decisions):
    """A line above the table in which one heading stands beside other words is passed over."""
    found = _preview(office, decisions, b"Decision,of the office\r\nDecision,Amount\r\nVans,20\r\n")
    assert [(row.row, row.values["title"]) for row in found.new] == [(3, "Vans")]


def test_a_required_column_beside_one_that_is_not_known_is_a_table(office, decisions):
    """A slip in the only other heading is said in the preview and refuses nothing."""
    found = _preview(office, decisions, b"Decision,Amuont\r\nVans,20\r\n")
    assert [row.values["title"] for row in found.new] == ["Vans"]
    assert "Columns of the file that are not read: 'amuont'." in found.notes


def test_one_required_column_alone_is_a_table(office, decisions):
    """A plain list of headings is taken as it is."""
    found = _preview(office, decisions, b"Decision\r\nVans\r\nRadios\r\n")
    assert [row.values["title"] for row in found.new] == ["Vans", "Radios"]


def test_links_and_lines_stay_where_the_file_is_silent(office):
    """A link to what was taken out since is not followed; a table's amounts are not worked anew."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions
    from beatwise.web.registers.imports import Records
    from beatwise.web.registers.models import Record

    by = office.account("performance")
    costs = [{"item": "Youth worker", "units": 24, "price": "15.00"}]
    programme = actions.make(
        register=definition("programmes"), values={"name": "Sport", "costs": costs},
        by=office.account("commissioning"),
    )  # fmt: skip
    values = {"title": "Fair", "who": "Both", "kind": "Visit", "authority": "Leicester",
              "planned_for": "2026-12-01", "programme": "Sport"}  # fmt: skip
    visit = actions.make(register=definition("engagements"), values=values, by=by)
    _import(
        Records(definition("programmes")), b"Number,Programme\r\n1,Sports\r\n",
        office.account("commissioning"),
    )  # fmt: skip
    kept = Record.objects.get(pk=programme.pk)
    assert kept.values == {**programme.values, "name": "Sports"}
    assert kept.values["cost"] == 36000
    Record.objects.filter(pk=programme.pk).update(removed=True)
    row = {f.label: values[f.name] for f in definition("engagements").fields if f.required}
    content = _file([{"Number": str(visit.number), **row, "Engagement": "Summer fair"}])
    _import(Records(definition("engagements")), content, by)
    visit.refresh_from_db()
    assert (visit.values["title"], visit.values["programme"]) == ("Summer fair", programme.number)


def test_the_page_and_the_import_agree(office, decisions):
    """The page shows the names before anything happens."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("a.csv", b"Number,Decision\r\n1,Vans\r\n")
    client = office.client("governance")
    page = client.post("/registers/decisions/import/", {"file": file}, follow=True)
    words = page.content.decode()
    for each in ("&#x27;Fund line&#x27;", "changes Decision", "Import it"):
        assert each in words


@pytest.fixture
def plan(office, monkeypatch):
    """One action with a strategy, an area, a due date and what shows that it goes on."""
    import datetime as dt

    from beatwise.web.actions import actions, selectors

    monkeypatch.setattr(selectors, "today", lambda: dt.date(2026, 11, 22))
    by = office.account("performance")
    values = {"title": "Map the lights", "strategy": "safer-streets", "owner": "partner",
              "area": "Northtown", "due": "2026-12-31"}  # fmt: skip
    actions.make(values=values, by=by)
    actions.add_evidence(number=1, words="page 3", by=by)
    return by


def test_actions_are_taken_without_their_optional_columns(office, plan):
    """Strategy, due date, area and evidence stay as they are, and a new action has none of them."""
    from beatwise.web.actions import selectors
    from beatwise.web.actions.imports.importer import Actions
    from beatwise.web.actions.models import PlanAction

    before = {action.id: action for action in selectors.values()}["A1"]
    content = (
        b"id,title,owner,state\r\nA1,Map all lights,Partner,Planned\r\nN1,Mend,Partner,Planned\r\n"
    )
    _import(Actions(), content, plan)
    after = {action.id: action for action in selectors.values()}
    assert (after["A1"].title, after["A1"].strategy) == ("Map all lights", "safer-streets")
    assert (after["A1"].due, after["A1"].evidence) == (before.due, before.evidence)
    assert before.evidence == ("page 3",)
    areas = dict(PlanAction.objects.values_list("name", "area"))
    assert areas == {"A1": "Northtown", "N1": ""}
    assert (after["N1"].strategy, after["N1"].due) == ("", None)


def test_a_preview_of_actions_names_the_columns_that_are_absent(office, plan):
    """Each known column that the file lacks is named; a file that was exported lacks none."""
    from beatwise.web.actions.imports.importer import Actions

    content = b"id,title,owner,state,area,due\r\nN1,Mend,Partner,Planned,,\r\n"
    [words] = Actions().preview("a.csv", content, plan).notes
    assert words == (
        "The file does not have the columns 'strategy', 'created', 'completed', 'depends_on', "
        "'evidence', 'original_due': actions that exist keep what they hold there, and new ones "
        "begin without it."
    )
    answer = office.client("performance").get("/actions/export/csv/")
    content = b"".join(answer) if answer.streaming else answer.content
    found = Actions().preview("a.csv", content, plan)
    assert (found.same, found.notes) == (1, ())


@pytest.mark.parametrize("column", ["id", "title", "owner", "state"])
def test_actions_without_a_required_column_are_refused_by_its_name(office, plan, column):
    """An action is nothing without these."""
    from beatwise.web.actions.imports.importer import Actions

    cells = {"id": "N1", "title": "Mend", "owner": "Partner", "state": "Planned", "due": ""}
    content = _file([{name: cell for name, cell in cells.items() if name != column}])
    with pytest.raises(BadInput, match=f"no table with the column {column} was found"):
        Actions().preview("a.csv", content, plan)
