"""The history of every change: only ever added to, chained, and one with the change itself."""

from __future__ import annotations

import hashlib
import json
import re
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from beatwise.errors import BadInput


_SETTLE = "SET CONSTRAINTS ALL IMMEDIATE"


@pytest.fixture
def made(office):
    """Three changes: a record made, changed, and moved on."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    register, by = definition("decisions"), office.account("governance")
    actions.make(register=register, values={"title": "Patrols"}, by=by)
    given = {"options": "a", "evidence": "b", "equality": "c"}
    actions.change(register=register, number=1, version=1, values=given, by=by, why="complete")
    actions.move(register=register, number=1, version=2, step="propose", by=by)
    return register


def _refused(statement: str) -> str:
    with (
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return str(caught.value)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_change SET why = 'another' WHERE number = 2",
        "UPDATE history_change SET why = why",
        "DELETE FROM history_change WHERE number = 3",
        "DELETE FROM history_change",
    ],
)
def test_the_database_refuses_to_change_or_delete_history(office, made, statement):
    """No statement alters or removes a line of history, whoever sends it."""
    assert "append-only" in _refused(statement)


def test_the_database_refuses_to_replace_or_truncate_history(office, made):
    """The ways round a trigger are closed as well: REPLACE on SQLite, TRUNCATE on PostgreSQL."""
    if connection.vendor == "sqlite":
        assert "append-only" in _refused(
            "INSERT OR REPLACE INTO history_change SELECT number, at, role, action, thing, 'x', "
            "details, previous, hash, by_id FROM history_change WHERE number = 2"
        )
    else:
        with connection.cursor() as cursor:
            cursor.execute(_SETTLE)
        assert "append-only" in _refused("TRUNCATE history_change")


def test_the_chain_is_whole_and_can_be_followed_by_hand(office, made):
    """Each hash is the SHA-256 of the one before it and of the line's own words."""
    from beatwise.web.history import audit
    from beatwise.web.history.models import Change

    count, last, wrong = audit.verify()
    assert (count, wrong) == (3, [])
    row = Change.objects.get(number=2)
    at = row.at.strftime("%Y-%m-%dT%H:%M:%S.%f") + "+00:00"
    words = [row.previous, 2, at, str(row.by_id), "governance", "record.change", "decisions/1",
             "complete", row.details]  # fmt: skip
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == row.hash
    assert Change.objects.get(number=3).previous == row.hash
    assert last == Change.objects.get(number=3).hash


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        ("UPDATE history_change SET why = 'nothing' WHERE number = 2", "change 2 is not as it was"),
        ("DELETE FROM history_change WHERE number = 2", "change 2 is missing"),
    ],
)
def test_tampering_past_the_triggers_is_found(office, made, tamper, said):
    """Whoever drops the triggers and edits a line is found out by the check."""
    from beatwise.web.history import append_only, audit

    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        cursor.execute("SELECT 1" if connection.vendor == "sqlite" else _SETTLE)
        append_only.release(editor, "history_change")
        cursor.execute(tamper)
    assert any(said in fault for fault in audit.verify()[2])


def test_a_change_whose_history_fails_did_not_happen(office, made, monkeypatch):
    """The change and its history stand or fall together."""
    from beatwise.web.history import audit
    from beatwise.web.registers import actions
    from beatwise.web.registers.models import Record

    def broken(*_, **__):
        raise OSError("the disk is full")

    monkeypatch.setattr(audit, "write_all", broken)
    with pytest.raises(OSError, match="full"):
        actions.make(register=made, values={"title": "Lost"}, by=office.account("governance"))
    assert not Record.objects.filter(heading="Lost").exists()


def test_what_is_refused_leaves_no_trace(office, made):
    """An action that its rule refuses writes nothing."""
    from beatwise.web.history.models import Change
    from beatwise.web.registers import actions

    with pytest.raises(BadInput, match="Decision is missing"):
        actions.make(register=made, values={"fund": "x"}, by=office.account("governance"))
    assert Change.objects.count() == 3


def test_history_is_not_written_outside_a_transaction(django_up, monkeypatch):
    """Outside a transaction a change and its history could part; it is an error of ours."""
    from beatwise.web.history import audit

    monkeypatch.setattr(type(connection), "in_atomic_block", False, raising=False)
    monkeypatch.setattr(audit, "connection", type("C", (), {"in_atomic_block": False}))
    with pytest.raises(RuntimeError, match="transaction"):
        audit.write("x", "y", by=None)


def test_a_records_page_of_history_says_who_when_what_and_why(office, made):
    """The history page names the account, the role, the fields before and after, and the reason."""
    page = office.client("performance").get("/registers/decisions/1/history/").content.decode()
    for words in ("governance@office.example", "Governance officer", "Why: complete", "Evidence",
                  "Put forward", "Draft"):  # fmt: skip
        assert words in page
    newest, oldest = page.index('<h3 class="govuk-heading-s'), page.rindex(">Made<")
    assert newest < oldest


def test_every_action_takes_by_and_holds_a_transaction():
    """In every app each public action is told by whom, and opens the transaction of its change."""
    import ast
    from pathlib import Path

    import beatwise.web

    root = Path(beatwise.web.__file__).parent
    within = {
        "hold",
        "enter",
        "keep",
        "save",
        "close",
    }  # change things inside the caller's transaction
    write = re.compile(r"\.(save|delete|create|update|bulk_create|bulk_update)\(|audit\.write")
    seen = 0
    for file in [
        *root.rglob("actions.py"),
        *root.rglob("additions.py"),
        root / "imports" / "batches.py",
    ]:
        body = ast.parse(file.read_text("utf-8")).body
        made = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
        opens = {name for name, node in made.items() if "audit.changing()" in ast.unparse(node)}
        for name, node in made.items():
            named = {each.id for each in ast.walk(node.body[-1]) if isinstance(each, ast.Name)}
            acts = write.search(ast.unparse(node)) or named & opens
            if name[0] == "_" or name in within or not acts:
                continue
            assert "by" in [a.arg for a in node.args.kwonlyargs], name
            # or hands on to one that does, here or in the imports that are looked at as well
            assert name in opens or named & (opens | {"batches"}), name
            seen += 1
    assert seen >= 12


def test_money_of_a_budget_and_roles_of_a_board_are_words(office):
    """What is kept as whole pence and as a role's name is read as pounds and as its title."""
    from beatwise.web.history import audit

    with audit.changing():
        row = {
            "row": "budget line 1",
            "planned": 12_500_000_050,
            "band_d": 28_623,
            "actual": None,
            "least": 31_500,
            "most": 32_000,
        }
        audit.write("budget.row", "budget/2026", by=None, after=row)
        audit.write("board.make", "board/1", by=None, after={"readers": "panel_chair, governance"})
        audit.write("budget.publish", "budget/2026", by=None, after={"issue": 7})
    page = office.client("governance").get("/history/").content.decode()
    for words in (
        "£125,000,000.50",
        "Band D",
        "£286.23",
        "£315.00",
        "£320.00",
        "Panel chair, Governance officer",
    ):
        assert words in page
    assert "28623" not in page
    assert "£0.07" not in page
