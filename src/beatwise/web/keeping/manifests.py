"""The manifest of a backup: what it holds, of which version, and who vouches for it.

It is signed with the office's own key, which is in no backup. Digests alone show damage; whoever
edits a backup on purpose writes new digests, and cannot write the signature.
"""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypedDict

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

import beatwise
from beatwise.errors import BadInput, MissingData
from beatwise.web.keeping import minisign, office_key
from beatwise.web.keeping.table_dumps import Digest


FORMAT = 2
MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.minisig"
_ANOTHER = "Use another backup."


# What ``manifest.json`` says: the format, the version that wrote it, the last migration of each
# app, when it was made, the head of the history, and each table's digest.
Manifest = TypedDict(  # noqa: UP013  (a key of the file is not a name of ours)
    "Manifest",
    {
        "format": int,
        "version": str,
        "schema": list[str],
        "made": str,
        "head": str,
        "tables": dict[str, Digest],
    },
)


def write(archive: zipfile.ZipFile, digests: dict[str, Digest], head: str) -> None:
    """Put the manifest and its signature into a backup."""
    manifest: Manifest = {
        "format": FORMAT,
        "version": beatwise.__version__,
        "schema": schema(),
        "made": dt.datetime.now(dt.UTC).isoformat(),
        "head": head,
        "tables": digests,
    }
    content = json.dumps(manifest, indent=1).encode()
    signature = minisign.sign(office_key.secret_key(), content, f"backup, history to {head}")
    archive.writestr(MANIFEST, content)
    archive.writestr(SIGNATURE, signature)


def read(
    archive: zipfile.ZipFile,
    path: Path,
    *,
    names: Collection[str],
    key: Ed25519PublicKey | None,
    unsigned: bool,
) -> Manifest:
    """Return the manifest of a backup, once its signature, version and tables are right.

    Parameters
    ----------
    archive, path
        The backup.
    names
        The tables there must be: no fewer and no more.
    key
        Who must have signed; without one, this office itself.
    unsigned
        Whether nobody need vouch for it.

    Raises
    ------
    BadInput, MissingData
        With what is wrong with it, and what to do.
    """
    content = archive.read(MANIFEST)
    if not unsigned:
        _check_signature(archive, path, content, key)
    manifest = json.loads(content)
    if not isinstance(manifest, dict):
        raise TypeError("its manifest is no object")
    _check_version(manifest, path)
    _check_tables(archive, manifest["tables"], path, names)
    return manifest  # type: ignore[return-value]


def schema() -> list[str]:
    """Return the migrations of this version, app by app: what a later version has more of."""
    labels = {config.label for config in apps.get_app_configs()}
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return sorted(f"{app}.{name}" for app, name in known if app in labels)


def _check_signature(
    archive: zipfile.ZipFile, path: Path, content: bytes, key: Ed25519PublicKey | None
) -> None:
    key = key or office_key.own_public_key()
    if key is None:
        raise MissingData(
            "this office has no key yet by which the backup's signature could be checked.",
            place=str(path),
            next_step=f"Give the {office_key.PUBLIC} of the office that made it with --key, "
            'or say why nobody vouches for it: --unsigned "the old disk is lost".',
        )
    if SIGNATURE not in archive.namelist():
        raise BadInput(
            "the backup is not signed.",
            place=str(path),
            next_step='Use another backup, or say why you trust it: --unsigned "WHY".',
        )
    if not minisign.verifies(key, content, archive.read(SIGNATURE).decode("utf-8", "replace")):
        raise BadInput(
            "the backup was altered after it was signed, or another office signed it.",
            place=str(path),
            next_step=f"{_ANOTHER} If another office made it, give its {office_key.PUBLIC} "
            "with --key.",
        )


def _check_version(manifest: Mapping[str, object], path: Path) -> None:
    """Refuse what another version wrote: its tables are not ours, even where the names are."""
    theirs, version = manifest.get("schema"), manifest.get("version", "?")
    own = schema()
    if manifest.get("format") == FORMAT and theirs == own:
        return
    later = isinstance(theirs, list) and not set(theirs) <= set(own)
    when = "a later" if later or _number(manifest.get("format")) > FORMAT else "an earlier"
    raise BadInput(
        f"the backup is of {when} version of Beatwise ({version}); this is {beatwise.__version__}.",
        place=str(path),
        next_step="Restore it with the version that made it; a later version then brings that "
        "office up to date when it starts.",
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _check_tables(
    archive: zipfile.ZipFile, tables: Mapping[str, object], path: Path, names: Collection[str]
) -> None:
    faults = [f"the table {n} is missing" for n in sorted(set(names) - set(tables))]
    faults += [f"there is no table {n} in this version" for n in sorted(set(tables) - set(names))]
    there, wanted = archive.namelist(), {f"{n}.jsonl" for n in names} | {MANIFEST, SIGNATURE}
    faults += [f"there are two files {n}" for n in sorted(set(there)) if there.count(n) > 1]
    faults += [f"the file {n} is not of a backup" for n in sorted(set(there) - wanted)]
    faults += [f"the file {n} is missing" for n in sorted(wanted - set(there) - {SIGNATURE})]
    if faults:
        raise BadInput(
            f"the backup is not complete: {'; '.join(faults[:5])}.",
            place=str(path),
            next_step=_ANOTHER,
        )
