"""What is done to the record past the office: by SQL, past the triggers, with new hashes."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from tests.sql import run, without_triggers


_ANOTHER_NOTICE = (
    "INSERT INTO accounts_notice (account_id, at, words) "
    "SELECT account_id, at, 'Nothing happened.' FROM accounts_notice"
)


@pytest.fixture
def record(office):
    """A decision with a due date and a comment, an account, an action, a value, a message."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.accounts.enrolment import notices
    from beatwise.web.actions.models import PlanAction
    from beatwise.web.history import audit
    from beatwise.web.registers import actions, additions

    register, by = definition("decisions"), office.account("governance")
    given = {"title": "Patrols", "options": "a", "evidence": "b", "equality": "c"}
    row = actions.make(register=register, values=given, by=by)
    actions.move(register=register, number=row.number, version=1, step="propose", by=by)
    additions.comment(register=register, number=row.number, text="Agreed with the force.", by=by)
    with audit.changing():
        PlanAction.objects.create(
            number=1, name="A1", title="Walk", strategy="s", owner="performance",
            due=dt.date(2030, 1, 1),
        )  # fmt: skip
        audit.write("action.make", "action/1", by=by)
    with audit.changing():
        notices.notify(by, "Your account was looked at.")
    assert not any(_faults().values())
    return row


def _faults() -> dict[str, list[str]]:
    """Return the faults that speak of the record, by check."""
    from beatwise.web.keeping.check import CHECKS_OF_THE_RECORD, check

    faults = check().faults
    return {name: faults[name] for name in (*CHECKS_OF_THE_RECORD, "triggers")}


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE registers_record SET state = 'decided'", "record {0}"),
        ("UPDATE registers_record SET version = version + 1", "record {0}"),
        ("UPDATE registers_record SET heading = 'Patrol'", "record {0}"),
        ("UPDATE registers_record SET due = '2031-01-01'", "record {0}"),
        ("UPDATE registers_comment SET text = 'Refused.'", "comment"),
        ("UPDATE registers_comment SET role = 'public'", "comment"),
        ("UPDATE accounts_account SET role = 'commissioner'", "account"),
        ("UPDATE accounts_account SET email = 'other@office.example'", "account"),
        ("UPDATE accounts_account SET password = 'argon2$known'", "account"),
        ("UPDATE actions_planaction SET due = '2033-01-01'", "plan action"),
        ("UPDATE actions_planaction SET removed = (1 = 1)", "plan action"),
        ("UPDATE accounts_notice SET words = 'All is well.'", "notice"),
    ],
)
def test_a_value_that_sql_changed_is_named(office, record, statement, name):
    """State, values, roles, due dates, words: whatever no action changed is named by its record."""
    assert run(statement) == 1
    words = " ".join(_faults()["records"])
    assert name.format(record.pk) in words
    assert "is not as change" in words


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM registers_comment", "it is deleted"),
        ("DELETE FROM accounts_notice", "it is deleted"),
        (_ANOTHER_NOTICE, "it was added past the office"),
    ],
)
def test_a_row_that_sql_added_or_deleted_is_named(office, record, statement, words):
    """A row that no action made, and one that no action took away, are named."""
    assert run(statement) == 1
    assert words in " ".join(_faults()["records"])


def test_an_action_does_not_cover_up_what_sql_did_before_it(office, record):
    """A record altered by SQL and then changed by an action is named all the same."""
    from beatwise.accountability.registers.read_toml import definition
    from beatwise.web.registers import actions

    run("UPDATE registers_record SET heading = 'Patrol'")
    register, by = definition("decisions"), office.account("governance")
    values = {"evidence": "d"}
    actions.change(
        register=register, number=record.number, version=2, values=values, by=by, why="more"
    )
    assert _faults()["records"] == [
        f"registers.record {record.pk}: it was altered before change 5 found it"
    ]


def test_what_an_action_takes_away_may_not_come_back(office, record):
    """A row that an action deleted and SQL put back is named."""
    from beatwise.web.accounts.enrolment import recovery_codes
    from beatwise.web.accounts.models import RecoveryCode

    by = office.account("governance")
    recovery_codes.make(by)
    old = RecoveryCode.objects.order_by("pk").values("pk", "hash").first()
    recovery_codes.make(by)
    assert not any(_faults().values())
    statement = "INSERT INTO accounts_recoverycode (id, account_id, hash) VALUES (%s, %s, %s)"
    run(statement, [old["pk"], by.pk, old["hash"]])
    assert f"recovery code {old['pk']}" in " ".join(_faults()["records"])


def test_a_cut_end_is_seen_without_an_anchor_where_only_one_chain_is_cut(office, record):
    """The history and the seals each say how far the other went."""
    with without_triggers():
        run("DELETE FROM history_change WHERE number = (SELECT max(number) FROM history_change)")
    assert "the end of the history is cut off" in " ".join(_faults()["seals"])
    with without_triggers():
        run("DELETE FROM history_seal WHERE number >= 3")
    assert "are not sealed" in " ".join(_faults()["seals"])


def test_a_seal_that_is_altered_or_missing_is_named(office, record):
    """The seals are a chain of their own."""
    with without_triggers():
        run("UPDATE history_seal SET rows = '{}' WHERE number = 2")
    assert "seal 2 is not as it was written" in _faults()["seals"]
    with without_triggers():
        run("DELETE FROM history_seal WHERE number = 2")
    assert "seal 2 is missing before seal 3" in _faults()["seals"]


def test_a_record_rewritten_with_all_its_hashes_needs_an_anchor(office, record, tmp_path):
    """Who writes history and seals anew fools the chain, and not the anchor of before."""
    from beatwise.errors import BadInput
    from beatwise.web.history.sealing import seal_chain
    from beatwise.web.keeping import anchors
    from beatwise.web.keeping.check import check

    head = anchors.deposit(tmp_path / "a.json")
    assert check(anchors.read(str(tmp_path / "a.json"))).faults["anchor"] == []
    run("UPDATE registers_comment SET text = 'Refused.'")
    _seal_anew()
    assert not any(_faults().values())
    anchor = anchors.read(str(tmp_path / "a.json"))
    assert anchor.signed
    assert f"up to change {head.change} is not the one" in check(anchor).faults["anchor"][0]
    assert check(anchors.read(str(head))).faults["anchor"]
    assert check(anchors.read(f" {seal_chain.head()} ")).faults["anchor"] == []
    document = json.loads((tmp_path / "a.json").read_text())
    (tmp_path / "a.json").write_text(json.dumps(document | {"hash": seal_chain.head().hash}))
    with pytest.raises(BadInput, match="anchor was altered"):
        anchors.read(str(tmp_path / "a.json"))


def _seal_anew() -> None:
    """Write every seal anew with hashes that agree, the last with the rows as they are."""
    from beatwise.web.history.models import Seal
    from beatwise.web.history.sealing import row_text, seal_chain
    from beatwise.web.history.sealing.row_marks import sealed_tables

    state = {}
    for name, model in sealed_tables().items():
        fields = row_text.field_names(model)
        state[name] = {"fields": fields, "rows": dict(row_text.all_digests(model, fields))}
    last = Seal.objects.order_by("number").last()
    last.rows = row_text.text(state)
    last.hash = seal_chain.seal_hash(last)
    with without_triggers():
        last.save()


def test_a_cut_end_of_everything_needs_an_anchor(office, record, tmp_path):
    """History, seals and rows set back to an earlier day agree; the anchor is beyond their end."""
    from beatwise.web.history.models import Change
    from beatwise.web.history.sealing import seal_chain
    from beatwise.web.keeping import anchors
    from beatwise.web.keeping.check import check

    before = seal_chain.head().change
    notice = _notify(office)
    head = anchors.deposit(tmp_path / "a.json")
    with without_triggers():
        run("DELETE FROM history_seal WHERE change > %s", [before])
        run("DELETE FROM history_change WHERE number > %s", [before])
    run("DELETE FROM accounts_notice WHERE id = %s", [notice])
    assert not any(_faults().values())
    assert Change.objects.count() == before
    found = check(anchors.read(str(tmp_path / "a.json"))).faults["anchor"]
    words = f"the history ends at change {before}, and the anchor stands at change {head.change}"
    assert found == [words]


def _notify(office) -> int:
    from beatwise.web.accounts.enrolment import notices
    from beatwise.web.history import audit

    by = office.account("governance")
    with audit.changing():
        audit.write("x", "y", by=by)
        return notices.notify(by, "Once more.").pk


def test_a_trigger_that_is_gone_off_or_foreign_is_named(office, record):
    """The tables that are append-only have their triggers, as made, and no others are there."""
    from django.db import connection

    sqlite = connection.vendor == "sqlite"
    run("DROP TRIGGER history_seal_no_update" if sqlite
        else "DROP TRIGGER history_seal_no_change ON history_seal")  # fmt: skip
    assert "history_seal is missing" in " ".join(_faults()["triggers"])
    if sqlite:
        run("DROP TRIGGER history_change_no_delete")
        run("CREATE TRIGGER history_change_no_delete BEFORE DELETE ON history_change "
            "BEGIN SELECT 1; END")  # fmt: skip
        run("CREATE TRIGGER quiet AFTER INSERT ON registers_record BEGIN SELECT 1; END")
    else:
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("ALTER TABLE history_change DISABLE TRIGGER history_change_no_change")
        run("CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$")  # fmt: skip
        run("CREATE TRIGGER quiet BEFORE INSERT ON registers_record FOR EACH ROW "
            "EXECUTE FUNCTION quiet()")  # fmt: skip
    words = " ".join(_faults()["triggers"])
    assert "on history_change is not as it was made, or is switched off" in words
    assert "a trigger quiet that Beatwise did not make" in words


def test_a_stored_file_that_was_changed_is_named(office, record):
    """Every byte of an attachment, a pack or an imported file is what it was."""
    from beatwise.web.imports import stored_files

    content = stored_files.keep(b"a paper")
    assert _faults()["stored files"] == []
    run("UPDATE imports_content SET data = %s", [b"another paper"])
    assert _faults()["stored files"] == [f"the stored file {content.pk} is not as it was kept"]


def test_records_of_before_there_were_seals_are_sealed_once(office, record):
    """An office of an earlier version is sealed as it is when its tables are brought up to date."""
    from beatwise.web import start
    from beatwise.web.history.models import Change

    with without_triggers():
        run("DELETE FROM history_seal")
    assert "it was added past the office" in " ".join(_faults()["records"])
    start._seal_what_is_there()
    assert not any(_faults().values())
    assert Change.objects.order_by("number").last().action == "office.seal"


def test_every_table_of_records_is_sealed(django_up):
    """A table that a backup holds is sealed, or is one of those whose reason is known."""
    from beatwise.web.history.sealing.row_marks import sealed_tables
    from beatwise.web.keeping.table_dumps import tables

    known = {
        "history.change", "history.seal",  # chains of their own
        "history.erasablecontent",  # each text by the digest that its line of the chain has
        "imports.content",  # each row is kept by the hash of its bytes
        "pages.chart",  # drawings that are made anew
        "pages.keptform",  # what somebody typed and has not saved: gone within a day
        "tasks.knowntask", "tasks.lastlook",  # what a person has been shown: no record
    }  # fmt: skip
    # What phones hand in, and the worker closes or deletes, changes outside people's actions.
    handed_in = {f"patrols.{n}" for n in ("patrolshift", "patrolevent", "ping", "stay", "notice")}
    names = {m._meta.label_lower for m in tables()} - set(sealed_tables())
    third_party = {n for n in names if n.split(".")[0] in ("account", "mfa", "socialaccount")}
    assert names - third_party - handed_in == known
