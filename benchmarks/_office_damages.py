"""The ways in which an office's database is damaged in the drill."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spare:
    """What damage is made with: an older copy of the office, and another office's files."""

    older: Path
    other: Path
    other_backup: Path
    other_key: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was damaged, in words; and the name that the check must say, where there is one."""

    words: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class OfficeDamage:
    """One way: ``do(file, chance, spare)``. ``sure`` damage alters the record for certain."""

    name: str
    do: Callable[[Path, random.Random, Spare], Outcome]
    sure: bool = True


def count(file: Path, table: str) -> int:
    """Return how many rows a table of a database has; zero where there is no such table."""
    with closing(sqlite3.connect(file)) as database:
        try:
            return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        except sqlite3.DatabaseError:
            return 0


@contextmanager
def _database(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a database with its triggers taken away; they are put back at the end."""
    with closing(sqlite3.connect(file)) as database:
        triggers = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        yield database
        for _, sql in triggers:
            database.execute(sql)
        database.commit()


def _row(database: sqlite3.Connection, chance: random.Random, tables: list[str] | None = None):
    """Return a table of records, its kind in words, its key's column, and the key of one row."""
    from beatwise.web.history.sealing.row_marks import sealed_tables

    models = [m for m in sealed_tables().values() if not tables or m._meta.db_table in tables]
    filled = [
        m for m in models
        if database.execute(f"SELECT 1 FROM {m._meta.db_table} LIMIT 1").fetchone()
    ]  # fmt: skip
    model = chance.choice(filled)
    column = model._meta.pk.column
    keys = database.execute(f"SELECT {column} FROM {model._meta.db_table}").fetchall()
    return model, column, chance.choice(keys)[0]


def row_changed(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Change one value of one record: a state, a value, a role, a due date, a comment."""
    from django.db.models import JSONField

    from beatwise.web.history.sealing.row_text import field_names

    with _database(file) as database:
        model, key_column, key = _row(database, chance)
        table, fields = model._meta.db_table, set(field_names(model))
        columns = [f for f in model._meta.concrete_fields if f.attname in fields]
        field = chance.choice([f for f in columns if f.column != key_column])
        before = database.execute(
            f"SELECT {field.column} FROM {table} WHERE {key_column} = ?", [key]
        ).fetchone()[0]
        after = _another(before, chance)
        while isinstance(field, JSONField) and _same_json(before, after):
            after = _another(before, chance)  # a space after it is no other value
        database.execute(
            f"UPDATE {table} SET {field.column} = ? WHERE {key_column} = ?", [after, key]
        )
    name = f"{model._meta.verbose_name} {key}"
    return Outcome(f"{name}: {field.column} from {before!r:.40} to {after!r:.40}", name)


def _same_json(before: object, after: object) -> bool:
    try:
        return json.loads(str(before)) == json.loads(str(after))
    except ValueError:
        return False


def _another(value: object, chance: random.Random) -> object:
    if isinstance(value, int):
        return 1 - value if value in (0, 1) else value + chance.choice((-1, 1, 100))
    text = "" if value is None else str(value)
    digits = [n for n, letter in enumerate(text) if letter.isdigit()]
    if digits and chance.random() < 0.7:
        place = chance.choice(digits)
        return text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
    return chance.choice([text + "x", text[:-1] if text else "1", text + " "])


def row_deleted(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Delete one record."""
    with _database(file) as database:
        model, column, key = _row(database, chance)
        database.execute(f"DELETE FROM {model._meta.db_table} WHERE {column} = ?", [key])
    name = f"{model._meta.verbose_name} {key}"
    return Outcome(name, name)


_COPYABLE = [
    "performance_observationrow", "performance_commentary", "accounts_notice", "actions_evidence",
    "registers_comment", "registers_attachment", "imports_batch", "meetings_extraitem",
]  # fmt: skip


def row_added(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Add a record: a copy of one that is there."""
    with _database(file) as database:
        model, column, key = _row(database, chance, _COPYABLE)
        table = model._meta.db_table
        new = database.execute(f"SELECT max({column}) + 1 FROM {table}").fetchone()[0]
        rest = ", ".join(f.column for f in model._meta.concrete_fields if f.column != column)
        database.execute(
            f"INSERT INTO {table} ({column}, {rest}) SELECT {new}, {rest} FROM {table} "
            f"WHERE {column} = ?",
            [key],
        )
    name = f"{model._meta.verbose_name} {new}"
    return Outcome(name, name)


def file_bytes_changed(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Change the bytes of a stored file."""
    with _database(file) as database:
        keys = database.execute("SELECT sha256 FROM imports_content").fetchall()
        key = chance.choice(keys)[0]
        data = database.execute("SELECT data FROM imports_content WHERE sha256 = ?", [key])
        content = bytearray(data.fetchone()[0])
        content[chance.randrange(len(content))] ^= chance.randint(1, 255)
        database.execute("UPDATE imports_content SET data = ? WHERE sha256 = ?",
                         [bytes(content), key])  # fmt: skip
    return Outcome(f"stored file {key[:8]}", key)


def history_changed(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Change a line of the history."""
    with _database(file) as database:
        number = chance.randint(1, _newest(database))
        column = chance.choice(["at", "role", "action", "thing", "why", "details", "hash"])
        new = f"{column} || '1'"
        if column == "at":  # a seventh digit of a second is none that anybody reads
            new = chance.choice(["'1999' || substr(at, 5)", "'1' || at"])
        database.execute(f"UPDATE history_change SET {column} = {new} WHERE number = ?", [number])
    return Outcome(f"change {number}: {column}", "" if column == "at" else f"change {number}")


def history_taken_out(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Delete a line of the history."""
    with _database(file) as database:
        number = chance.randint(1, _newest(database))
        database.execute("DELETE FROM history_change WHERE number = ?", [number])
    return Outcome(f"change {number}")


def tail_cut(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Cut off the end of the history, with or without that of the seals."""
    with _database(file) as database:
        number = chance.randint(1, _newest(database))
        what = chance.choice(["history", "seals", "both"])
        if what != "seals":
            database.execute("DELETE FROM history_change WHERE number >= ?", [number])
        if what != "history":
            database.execute("DELETE FROM history_seal WHERE change >= ?", [number])
    return Outcome(f"{what} from change {number}")


def _newest(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT max(number) FROM history_change").fetchone()[0])


def seal_changed(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Change a row and write its new digest into its last seal."""
    with _database(file) as database:
        numbers = database.execute("SELECT number FROM history_seal").fetchall()
        number = chance.choice(numbers)[0]
        column, new = chance.choice(
            [("rows", "{}"), ("change", "change + 1"), ("previous", "hash"), ("hash", "previous")]
        )
        value = f"'{new}'" if column == "rows" else f"{new}{' || 1' if column == 'hash' else ''}"
        database.execute(f"UPDATE history_seal SET {column} = {value} WHERE number = ?", [number])
    return Outcome(f"seal {number}: {column}")


def trigger_dropped(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Drop a trigger, or make it do nothing."""
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        name, sql = chance.choice(rows)
        database.execute(f"DROP TRIGGER {name}")
        if chance.random() < 0.5:
            database.execute(f"{sql.partition(' BEGIN ')[0]} BEGIN SELECT 1; END")
        database.commit()
    return Outcome(name, name)


def trigger_added(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Add a trigger that alters what the office writes."""
    with closing(sqlite3.connect(file)) as database:
        database.execute(
            "CREATE TRIGGER quiet AFTER INSERT ON registers_record "
            "BEGIN UPDATE registers_record SET state = 'closed' WHERE id = NEW.id; END"
        )
        database.commit()
    return Outcome("quiet", "quiet")


def file_replaced(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Put another office's database, or an older copy of this one, in the place of the newest."""
    source = chance.choice([spare.older, spare.other])
    shutil.copy2(source, file)
    return Outcome(source.name)


def file_spoilt(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Truncate the database, fill it with something else, empty it, or delete it."""
    what = chance.choice(["truncate", "words", "empty", "delete", "folder"])
    if what == "truncate":
        os.truncate(file, chance.randrange(100, file.stat().st_size))
    elif what == "words":
        file.write_bytes(b"not a database " * 400)
    elif what == "empty":
        file.write_bytes(b"")
    else:
        file.unlink()
        if what == "folder":
            file.mkdir()
    return Outcome(what)


def bytes_flipped(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Flip up to twenty bytes of the file, or clear a page; some lie in no record."""
    content = bytearray(file.read_bytes())
    if chance.random() < 0.3:
        start = chance.randrange(len(content) // 4096) * 4096
        content[start : start + 4096] = bytes(4096)
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] ^= chance.randint(1, 255)
    file.write_bytes(content)
    return Outcome("bytes")


OF_OFFICES = (
    OfficeDamage("row changed", row_changed),
    OfficeDamage("another row changed", row_changed),
    OfficeDamage("row deleted", row_deleted),
    OfficeDamage("row added", row_added),
    OfficeDamage("stored file changed", file_bytes_changed),
    OfficeDamage("history changed", history_changed),
    OfficeDamage("history taken out", history_taken_out),
    OfficeDamage("tail cut", tail_cut),
    OfficeDamage("seal changed", seal_changed),
    OfficeDamage("trigger dropped", trigger_dropped),
    OfficeDamage("trigger added", trigger_added),
    OfficeDamage("file replaced", file_replaced),
    OfficeDamage("file spoilt", file_spoilt),
    OfficeDamage("bytes flipped", bytes_flipped, sure=False),
)
