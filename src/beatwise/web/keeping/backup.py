"""A backup: every record of the office in one zip, the same for both engines, with digests.

Each table is a file of JSON lines in the order of its keys; ``manifest.json`` says how many rows
each has and the SHA-256 of its lines, and is signed (see ``manifests``). It is read in one
snapshot, while the office works on.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core import serializers
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, OperationalError, connection, models, transaction

from beatwise.errors import BadInput, Conflict
from beatwise.sources.damaged_archive import DAMAGED_ARCHIVE
from beatwise.web.history import audit
from beatwise.web.history.sealing import seal_chain
from beatwise.web.keeping import manifests
from beatwise.web.keeping.check import CHECKS_OF_THE_RECORD, check
from beatwise.web.keeping.table_dumps import (
    Digest,
    digest,
    lines,
    next_keys,
    tables_by_name,
)
from beatwise.web.keeping.table_dumps import snapshot as _snapshot
from beatwise.web.settings.place import BRING_BACK


# What a file that is damaged, or was never a backup, may end in while it is read.
_NO_BACKUP = (
    *DAMAGED_ARCHIVE, KeyError, TypeError, AttributeError, ArithmeticError,
    DeserializationError, DatabaseError, FieldDoesNotExist, ValidationError,
)  # fmt: skip
_DAWN = (1980, 1, 1, 0, 0, 0)


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
                digests = {n: _pack_sound(archive, m, alias) for n, m in tables_by_name().items()}
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

    The manifest's signature, version, tables and digests are right before any record is read; what
    was read is written out again in the same transaction and must give the same digests. Where
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
        models_by_name = tables_by_name()
        manifest = manifests.read(
            archive, path, names=models_by_name, key=key, unsigned=bool(unsigned)
        )
        full = [name for name, model in models_by_name.items() if model._base_manager.exists()]
        if full:
            raise Conflict(
                "this office holds records already.",
                place=", ".join(full),
                next_step="Restore into an empty workspace or database.",
            )
        in_backup = {name: _digest_in_backup(archive, name) for name in models_by_name}
        _refuse(_unlike(manifest, in_backup), path)
        for name, model in models_by_name.items():
            _unpack(archive, name, model)
        next_keys()
        now = {name: digest(model) for name, model in models_by_name.items()}
        _refuse(_unlike(manifest, now), path)
        if unsigned:
            faults = check().faults
            _refuse([fault for name in CHECKS_OF_THE_RECORD for fault in faults[name]], path)
        if unsigned:
            _note_unsigned(unsigned, manifest)
    return now


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
        for line in lines(model, alias):
            out.write(line)
            mark.update(line)
            count += 1
    return {"rows": count, "sha256": mark.hexdigest()}


def _digest_in_backup(archive: zipfile.ZipFile, name: str) -> Digest:
    """Return the digest of a table's lines as they lie in the backup."""
    mark, count = hashlib.sha256(), 0
    with archive.open(f"{name}.jsonl") as lines:
        for line in lines:
            mark.update(line)
            count += 1
    return {"rows": count, "sha256": mark.hexdigest()}


def _unlike(manifest: manifests.Manifest, digests: dict[str, Digest]) -> list[str]:
    return [name for name, stated in manifest["tables"].items() if stated != digests[name]]


def _refuse(wrong: list[str], path: Path) -> None:
    if wrong:
        raise BadInput(
            f"the backup is not what it was: {'; '.join(wrong[:3])}.",
            place=str(path),
            next_step="Use another backup.",
        )


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
        if _is_of_the_place(error):
            raise
        raise BadInput(
            f"this is not a backup of an office: {error}.",
            place=str(path),
            next_step="Give a file made by beatwise office backup.",
        ) from None


def _is_of_the_place(error: Exception) -> bool:
    """Whether the disk, the system or the database refuses, whatever the file holds."""
    if isinstance(error, OSError):
        return error.errno not in (None, errno.EINVAL)  # a seek to where the file has nothing
    return isinstance(error, OperationalError)


def _note_unsigned(why: str, manifest: manifests.Manifest) -> None:
    """Put into the history that nobody vouched for the backup that this office came from."""
    with audit.changing():
        after = {"made": manifest["made"], "version": manifest["version"]}
        audit.write("office.restore_unsigned", "office", by=None, why=why, after=after)
