"""A backup: every record of the office in one zip, the same for both engines, with digests.

Each table is a file of JSON lines in the order of its keys; ``manifest.json`` says how many rows
each has and the SHA-256 of its lines, and is signed (see ``manifests``). It is read in one
snapshot, while the office works on. What is left out: sessions, failed sign-ins and Django's own
bookkeeping, which an office makes anew; jobs and own exports, which are asked for again.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, connections, models, transaction

from beatwise.errors import BadInput, Conflict
from beatwise.web.history import audit
from beatwise.web.history.sealing import row_text, seal_chain
from beatwise.web.keeping import manifests
from beatwise.web.keeping.check import CHECKS_OF_THE_RECORD, check
from beatwise.web.keeping.manifests import Digest
from beatwise.web.settings.place import BRING_BACK


LEFT_OUT = {
    "sessions", "usersessions", "axes", "contenttypes", "auth", "jobs", "django_tasks_database",
    "letters",
}  # fmt: skip
_SNAPSHOT = "backup"
# What a file that is damaged, or was never a backup, may end in while it is read.
_NO_BACKUP = (
    OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, KeyError, TypeError, AttributeError, DeserializationError, DatabaseError,
    ValidationError,
)  # fmt: skip
_DAWN = (1980, 1, 1, 0, 0, 0)


def tables() -> list[type[models.Model]]:
    """Return the tables that are kept, those that others point to first."""
    left = [m for m in apps.get_models() if m._meta.app_label not in LEFT_OUT and m._meta.managed]
    done: list[type[models.Model]] = []
    while left:
        ready = [m for m in left if not (_points_to(m) & set(left) - {m})]
        done += sorted(ready, key=lambda m: m._meta.label_lower)
        left = [m for m in left if m not in ready]
    return done


def backup(path: Path) -> dict[str, Digest]:
    """Write a backup and return its digests; the file appears whole or not at all."""
    if path.exists():
        raise Conflict(
            "there is a file here already.", place=str(path), next_step="Choose another name."
        )
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.unlink(missing_ok=True)
        private = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with (
            os.fdopen(private, "wb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            with _snapshot() as alias:
                digests = {n: _pack_sound(archive, m, alias) for n, m in _tables_by_name().items()}
                head = seal_chain.head(alias)
            manifests.write(archive, digests, str(head))
        os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return digests


def restore(
    path: Path, *, key: Ed25519PublicKey | None = None, unsigned: str = ""
) -> dict[str, Digest]:
    """Bring a backup into an empty office and return its digests; all or nothing.

    The manifest's signature, version and tables are right before anything is read; what was read
    is written out again in the same transaction and must give the digests of the manifest. Where
    nobody vouches for it, the records must also agree with their history; a signed backup is what
    the office was, faults and all, and ``office check`` names those.

    Parameters
    ----------
    path
        The backup.
    key
        Who must have signed it; without one, this office itself.
    unsigned
        Why it is brought in though nobody vouches for it; these words go into the history.

    Raises
    ------
    BadInput, Conflict, MissingData
        With what is wrong with the backup, or that this office is not empty.
    """
    with _open_archive(path) as archive, transaction.atomic():
        models_by_name = _tables_by_name()
        manifest = manifests.read(
            archive, path, names=models_by_name, key=key, unsigned=bool(unsigned)
        )
        full = [name for name, model in models_by_name.items() if model._default_manager.exists()]
        if full:
            raise Conflict(
                "this office holds records already.",
                place=", ".join(full),
                next_step="Restore into an empty workspace or database.",
            )
        for name, model in models_by_name.items():
            _unpack(archive, name, model)
        _next_keys()
        now = {name: digest(model) for name, model in models_by_name.items()}
        wrong = [n for n, stated in manifest["tables"].items() if stated != now[n]]
        if unsigned and not wrong:
            faults = check().faults
            wrong = [fault for name in CHECKS_OF_THE_RECORD for fault in faults[name]]
        if wrong:
            raise BadInput(
                f"the backup is not what it was: {'; '.join(wrong[:3])}.",
                place=str(path),
                next_step="Use another backup.",
            )
        if unsigned:
            _note_unsigned(unsigned, manifest)
    return now


def digest(model: type[models.Model], alias: str = "default") -> Digest:
    """Return how many rows a table has, and the SHA-256 of its lines."""
    mark, count = hashlib.sha256(), 0
    for line in _lines(model, alias):
        mark.update(line)
        count += 1
    return {"rows": count, "sha256": mark.hexdigest()}


def digests() -> dict[str, Digest]:
    """Return the digest of every table that a backup holds."""
    return {name: digest(model) for name, model in _tables_by_name().items()}


def _tables_by_name() -> dict[str, type[models.Model]]:
    return {model._meta.label_lower: model for model in tables()}


def _points_to(model: type[models.Model]) -> set[type[models.Model]]:
    related = (f.related_model for f in model._meta.get_fields() if f.many_to_one and f.concrete)
    return {m for m in related if isinstance(m, type)}


def _lines(model: type[models.Model], alias: str) -> Iterator[bytes]:
    rows = model._default_manager.using(alias).order_by("pk").iterator(chunk_size=500)
    for row in rows:
        values = serializers.serialize("python", [row])[0]
        yield row_text.text(values).encode() + b"\n"


def _pack_sound(archive: zipfile.ZipFile, model: type[models.Model], alias: str) -> Digest:
    """Pack a table; ``BadInput`` where a record is so damaged that it cannot be read."""
    try:
        return _pack(archive, model, alias)
    except (ValueError, TypeError, ArithmeticError, AttributeError, ValidationError) as error:
        raise BadInput(
            f"a record of the table {model._meta.label_lower} cannot be read ({error}).",
            place=str(connection.settings_dict["NAME"]),
            next_step=f"Run beatwise office check, which names the record. {BRING_BACK}",
        ) from error


def _pack(archive: zipfile.ZipFile, model: type[models.Model], alias: str) -> Digest:
    mark, count = hashlib.sha256(), 0
    entry = zipfile.ZipInfo(f"{model._meta.label_lower}.jsonl", _DAWN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as out:
        for line in _lines(model, alias):
            out.write(line)
            mark.update(line)
            count += 1
    return {"rows": count, "sha256": mark.hexdigest()}


def _unpack(archive: zipfile.ZipFile, name: str, model: type[models.Model]) -> None:
    batch: list[models.Model] = []
    with archive.open(f"{name}.jsonl") as lines:
        for line in lines:
            batch += [d.object for d in serializers.deserialize("python", [json.loads(line)])]
            if len(batch) >= 500:
                model._default_manager.bulk_create(batch)
                batch = []
    model._default_manager.bulk_create(batch)


@contextmanager
def _open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _NO_BACKUP as error:
        raise BadInput(
            f"this is not a backup of an office: {error}.",
            place=str(path),
            next_step="Give a file made by beatwise office backup.",
        ) from None


def _note_unsigned(why: str, manifest: manifests.Manifest) -> None:
    """Put into the history that nobody vouched for the backup that this office came from."""
    with audit.changing():
        after = {"made": manifest["made"], "version": manifest["version"]}
        audit.write("office.restore_unsigned", "office", by=None, why=why, after=after)


def _next_keys() -> None:
    """Let PostgreSQL give keys after the restored ones; SQLite knows by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


@contextmanager
def _snapshot() -> Iterator[str]:
    """Open a second connection that sees one moment and keeps no writer waiting."""
    options = {"sqlite": {"transaction_mode": "DEFERRED"}}.get(connection.vendor, {})
    second = connections.create_connection("default")
    second.settings_dict = copy.deepcopy(connection.settings_dict)
    second.alias = _SNAPSHOT
    second.settings_dict["OPTIONS"] = {**second.settings_dict["OPTIONS"], **options}
    connections[_SNAPSHOT] = second
    try:
        if connection.vendor == "sqlite":
            second.transaction_mode = "DEFERRED"
        with transaction.atomic(using=_SNAPSHOT):
            if connection.vendor == "postgresql":
                with second.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield _SNAPSHOT
    finally:
        second.close()
        del connections[_SNAPSHOT]
