"""The ways in which an office's database and its backups are damaged in the drill."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import shutil
import sqlite3
import zipfile
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
        database.execute(
            f"UPDATE {table} SET {field.column} = ? WHERE {key_column} = ?", [after, key]
        )
    name = f"{model._meta.verbose_name} {key}"
    return Outcome(f"{name}: {field.column} from {before!r:.40} to {after!r:.40}", name)


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


def _contents(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(file: Path, contents: dict[str, bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)


def backup_edited(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Edit, take out or add a line of a table; write its digest anew in half of the cases."""
    contents = _contents(file)
    name = chance.choice([n for n, c in contents.items() if n.endswith(".jsonl") and c])
    lines = contents[name].splitlines(keepends=True)
    at, what = chance.randrange(len(lines)), chance.choice(["edit", "take out", "twice"])
    if what == "edit":
        line = lines[at].decode()
        digits = [n for n, letter in enumerate(line) if letter.isdigit()]
        place = chance.choice(digits)
        lines[at] = f"{line[:place]}{(int(line[place]) + 1) % 10}{line[place + 1 :]}".encode()
    else:
        lines[at : at + 1] = [] if what == "take out" else [lines[at]] * 2
    contents[name] = b"".join(lines)
    if chance.random() < 0.5:
        manifest = json.loads(contents["manifest.json"])
        mark = hashlib.sha256(contents[name]).hexdigest()
        manifest["tables"][name.removesuffix(".jsonl")] = {"rows": len(lines), "sha256": mark}
        contents["manifest.json"] = json.dumps(manifest, indent=1).encode()
        what += ", digest anew"
    _pack(file, contents)
    return Outcome(f"{name}: {what}")


def backup_thinned(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Take a file out of the backup, and its table out of the manifest in half of the cases."""
    contents = _contents(file)
    name = chance.choice(list(contents))
    del contents[name]
    if name.endswith(".jsonl") and chance.random() < 0.5:
        manifest = json.loads(contents["manifest.json"])
        del manifest["tables"][name.removesuffix(".jsonl")]
        contents["manifest.json"] = json.dumps(manifest, indent=1).encode()
    _pack(file, contents)
    return Outcome(name)


def manifest_edited(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Say another format, version, schema or date in the manifest, or spoil it."""
    contents = _contents(file)
    manifest = json.loads(contents["manifest.json"])
    what, new = chance.choice(
        [("format", 1), ("format", 3), ("format", None), ("schema", []), ("made", "2020-01-01"),
         ("schema", [*manifest["schema"], "registers.0099_more"]), ("head", "0:0"),
         ("tables", {}), ("tables", None), ("version", "99")]
    )  # fmt: skip
    manifest[what] = new
    contents["manifest.json"] = json.dumps(manifest, indent=1).encode()
    _pack(file, contents)
    return Outcome(what)


def signed_by_another(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Edit the manifest and sign it with another office's key, or with rubbish."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    from beatwise.web.keeping import minisign

    contents = _contents(file)
    key = load_pem_private_key(spare.other_key.read_bytes(), None)
    words = minisign.sign(key, contents["manifest.json"], "backup")
    if chance.random() < 0.3:
        words = base64.b64encode(words.encode()).decode()
    contents["manifest.json.minisig"] = words.encode()
    _pack(file, contents)
    return Outcome("signature")


def backup_replaced(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Put another office's backup in its place."""
    shutil.copy2(spare.other_backup, file)
    return Outcome("another office's")


def backup_spoilt(file: Path, chance: random.Random, spare: Spare) -> Outcome:
    """Truncate the backup, or put words in its place."""
    if chance.random() < 0.7:
        os.truncate(file, chance.randrange(file.stat().st_size))
        return Outcome("truncated")
    file.write_bytes(b"PK\x03\x04" + chance.randbytes(400))
    return Outcome("words")


OF_BACKUPS = (
    OfficeDamage("backup edited", backup_edited),
    OfficeDamage("backup edited again", backup_edited),
    OfficeDamage("backup thinned", backup_thinned),
    OfficeDamage("manifest edited", manifest_edited),
    OfficeDamage("signed by another", signed_by_another),
    OfficeDamage("backup replaced", backup_replaced),
    OfficeDamage("backup spoilt", backup_spoilt),
    OfficeDamage("backup's bytes flipped", bytes_flipped, sure=False),
)
