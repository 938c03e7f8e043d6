"""Triggers by which the database itself refuses to change or delete rows, on both engines."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


_HISTORY = "number = NEW.number OR hash = NEW.hash"
# The tables that are append-only, with the SQL by which a new row would replace one there is.
GUARDED = {
    "history_change": _HISTORY,
    "history_seal": _HISTORY,
    "meetings_pack": "id = NEW.id OR (meeting_id = NEW.meeting_id AND number = NEW.number)",
    "funds_ledgerentry": "id = NEW.id OR (fund_id = NEW.fund_id AND number = NEW.number)",
    "meetings_publication": "id = NEW.id OR pack_id = NEW.pack_id",
    "papers_paperversion": "id = NEW.id OR (paper_id = NEW.paper_id AND number = NEW.number)",
    "papers_release": "id = NEW.id OR (paper_id = NEW.paper_id AND number = NEW.number)",
    "papers_withdrawal": "id = NEW.id OR paper_id = NEW.paper_id",
}


def guard(editor: BaseDatabaseSchemaEditor, table: str, same: str = _HISTORY) -> None:
    """Make a table append-only; ``editor`` is a migration's schema editor.

    ``same`` is the SQL by which a row that is about to be put in would replace one that is there.
    """
    for statement in statements(editor.connection.vendor, table, same):
        editor.execute(statement)


def release(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Undo ``guard``: only when the table itself is about to go."""
    for statement in _RELEASE[editor.connection.vendor]:
        editor.execute(statement.format(table=table))


def statements(vendor: str, table: str, same: str = _HISTORY) -> list[str]:
    """Return the SQL that guards a table on an engine."""
    return [statement.format(table=table, same=same) for statement in _STATEMENTS[vendor]]


_STATEMENTS = {
    "sqlite": (
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END",
        "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END",
        # INSERT OR REPLACE would take a row away without firing the trigger on DELETE.
        "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS "
        "(SELECT 1 FROM {table} WHERE {same}) "
        "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the history is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH "
        "STATEMENT EXECUTE FUNCTION {table}_refuse()",
    ),
}
_RELEASE = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS {table}_no_update",
        "DROP TRIGGER IF EXISTS {table}_no_delete",
        "DROP TRIGGER IF EXISTS {table}_no_replace",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        "DROP FUNCTION IF EXISTS {table}_refuse()",
    ),
}
