"""Bring a hand-over package into an empty office, table by table.

The whole package is checked before anything is read. Each table is one transaction, and a note in
the office's folder says which are complete: an import that was stopped goes on there, and until it
is complete the office opens for nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, models, transaction

from beatwise.errors import BadInput, Conflict
from beatwise.web.history import audit
from beatwise.web.keeping import manifests, minisign, office_key, table_dumps
from beatwise.web.keeping.handover import package_files, table_files
from beatwise.web.keeping.handover.package_export import FORMAT
from beatwise.web.keeping.handover.package_files import ANOTHER, MANIFEST, SIGNATURE
from beatwise.web.keeping.table_dumps import Digest
from beatwise.web.settings.place import HANDOVER


Advance = Callable[[int, int, str], None]
_AT_ONCE, _FILES_AT_ONCE = 500, 8
_UNREADABLE = (
    ValueError, KeyError, TypeError, AttributeError, AssertionError, DeserializationError,
    DatabaseError, ValidationError, OSError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Progress:
    """Which tables of which package are complete."""

    package: str
    tables: tuple[str, ...]


def import_package(
    folder: Path,
    advance: Advance | None = None,
    *,
    key: Ed25519PublicKey | None = None,
    unsigned: str = "",
) -> dict[str, Digest]:
    """Import a package and return the digests of the office, which are those of the package.

    Parameters
    ----------
    folder
        The package.
    advance
        Hears of each table before it is read.
    key
        Who must have signed it.
    unsigned
        Why it is imported though nobody vouches for it; these words go into the history.

    Raises
    ------
    BadInput, Conflict
        With the file that is damaged, or that the office is not empty.
    """
    if not folder.is_dir():
        raise BadInput(
            "there is no package here.",
            place=str(folder),
            next_step="Give the folder that beatwise handover export wrote.",
        )
    stated = package_files.check(folder)
    manifest, package = _manifest(folder, key, unsigned=bool(unsigned))
    _check_files(folder, stated, manifest["files"])  # type: ignore[arg-type]
    wanted: Mapping[str, Digest] = manifest["tables"]  # type: ignore[assignment]
    models_by_name = table_dumps.tables_by_name()
    progress = _progress(package, models_by_name)
    for at, (name, model) in enumerate(models_by_name.items()):
        if advance is not None:
            advance(at, len(models_by_name), name)
        if name not in progress.tables:
            if not model._base_manager.exists():  # a run may stop between a table and its note
                _table(folder, name, model)
            progress = _Progress(package, (*progress.tables, name))
            _note(progress)
    table_dumps.next_keys()
    now = table_dumps.digests()
    wrong = [name for name, stated in wanted.items() if stated != now.get(name)]
    if wrong:
        raise BadInput(
            f"the table {wrong[0]} is not what it was in the office that gave it.",
            place=str(folder),
            next_step="Begin again with a new workspace, and ask for the package again.",
        )
    if unsigned:
        with audit.changing():
            after = {name: manifest.get(name) for name in ("made", "version")}
            audit.write("office.handover_unsigned", "office", by=None, why=unsigned, after=after)
    (settings.FOLDER / HANDOVER).unlink(missing_ok=True)
    return now


def _manifest(
    folder: Path, key: Ed25519PublicKey | None, *, unsigned: bool
) -> tuple[dict[str, object], str]:
    """Return the manifest and its hash, once its signature, version and tables are right."""
    place, content = str(folder / MANIFEST), (folder / MANIFEST).read_bytes()
    if not unsigned:
        _check_signature(folder, content, key)
    try:
        manifest = json.loads(content)
        is_ours = manifest["format"] == FORMAT and manifest["schema"] == manifests.schema()
        # A package of another format need not have these.
        tables = set(dict(manifest["tables"])) if is_ours else set()
        _ = dict(manifest["files"]) if is_ours else {}
    except _UNREADABLE as error:
        raise BadInput(f"{MANIFEST} cannot be read.", place=place, next_step=ANOTHER) from error
    if not is_ours:
        raise BadInput(
            f"the package is of another version of Beatwise ({manifest.get('version', '?')}).",
            place=place,
            next_step="Import it with that version; a later one brings the office up to date.",
        )
    if odd := tables ^ set(table_dumps.tables_by_name()):
        raise BadInput(
            f"the table {min(odd)} is missing, or not known here.", place=place, next_step=ANOTHER
        )
    return manifest, hashlib.sha256(content).hexdigest()


def _check_files(folder: Path, stated: Mapping[str, str], vouched: Mapping[str, str]) -> None:
    """Raise ``BadInput`` for a file, also one only to be read, that is not the manifest's."""
    for name in sorted({*stated, *vouched} - {MANIFEST, SIGNATURE}):
        if stated.get(name) != vouched.get(name):
            raise BadInput(
                f"the file {name} is not the one that the office gave.",
                place=str(folder),
                next_step=ANOTHER,
            )


def _check_signature(folder: Path, content: bytes, key: Ed25519PublicKey | None) -> None:
    if key is None:
        raise BadInput(
            "nobody is named by whose key the package's signature could be checked.",
            place=str(folder / SIGNATURE),
            next_step=f"Give the {office_key.PUBLIC} of the office that gave it with --key, or say "
            'why nobody vouches for it: --unsigned "WHY".',
        )
    signature = (folder / SIGNATURE).read_text("utf-8", "replace")
    if not minisign.verifies(key, content, signature):
        raise BadInput(
            "the package was altered after it was signed, or another office signed it.",
            place=str(folder / SIGNATURE),
            next_step=ANOTHER,
        )


def _progress(package: str, models_by_name: Mapping[str, type[models.Model]]) -> _Progress:
    """Return how far an earlier run came; raise ``Conflict`` for an office with other records."""
    note = settings.FOLDER / HANDOVER
    if note.is_file():
        earlier = _noted(note)
        if earlier.package != package:
            raise Conflict(
                "another package was half imported here.",
                place=str(note),
                next_step="Finish that one, or begin with a new workspace.",
            )
        return earlier
    full = [name for name, model in models_by_name.items() if model._base_manager.exists()]
    if full:
        raise Conflict(
            "this office holds records already.",
            place=", ".join(full),
            next_step="Import into an empty workspace or database.",
        )
    progress = _Progress(package, ())
    _note(progress)
    return progress


def _noted(note: Path) -> _Progress:
    try:
        state = json.loads(note.read_bytes())
        return _Progress(str(state["package"]), tuple(map(str, state["tables"])))
    except _UNREADABLE as error:
        raise BadInput(
            "a package was half imported here, and the note on how far is damaged.",
            place=str(note),
            next_step="Begin with a new workspace.",
        ) from error


def _note(progress: _Progress) -> None:
    state = {"package": progress.package, "tables": progress.tables}
    package_files.write(settings.FOLDER, HANDOVER, [json.dumps(state).encode()])


def _table(folder: Path, name: str, model: type[models.Model]) -> None:
    """Read one table, whole or not at all."""
    file = table_files.records(name)
    try:
        with transaction.atomic(), (folder / file).open("rb") as lines:
            _rows(folder, model, lines)
    except _UNREADABLE as error:
        raise BadInput(
            f"the file {file} cannot be read ({error}).", place=str(folder), next_step=ANOTHER
        ) from error


def _rows(folder: Path, model: type[models.Model], lines: Iterable[bytes]) -> None:
    most = _FILES_AT_ONCE if table_dumps.binary_fields(model) else _AT_ONCE
    batch: list[models.Model] = []
    for line in lines:
        row = table_files.with_files(folder, model, json.loads(line))
        batch += [each.object for each in serializers.deserialize("python", [row])]
        if len(batch) >= most:
            model._default_manager.bulk_create(batch)
            batch = []
    model._default_manager.bulk_create(batch)
