"""The files of a protocol: ``protocol.toml``, and ``protocol.lock.json`` once it is locked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from beatwise.errors import BadInput, MissingData
from beatwise.evaluation.protocol import lock_json, protocol_json
from beatwise.evaluation.protocol.lock import Lock, check_locked
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.fields import read_document
from beatwise.store.whole_file import write_whole


PROTOCOL, LOCK = "protocol.toml", "protocol.lock.json"


@dataclass(frozen=True, slots=True)
class FiledProtocol:
    """A protocol as filed: where, what it says, and its lock if it has one."""

    path: Path
    protocol: Protocol
    lock: Lock | None


def read_protocol(path: Path, *, changed: bool = False) -> FiledProtocol:
    """Read a protocol (its file or its folder) and its lock.

    Raises ``MissingData`` when there is none, ``BadInput`` when it cannot be read, ``Conflict``
    with the difference when it was changed after the lock, unless ``changed`` allows that.
    """
    file = path / PROTOCOL if path.is_dir() else path
    tables = _toml(file)
    lock = _lock(file)
    if lock is not None and not changed:
        check_locked(lock, tables, str(file))
    return FiledProtocol(file, protocol_json.from_json(tables, str(file)), lock)


def write_lock(file: Path, lock: Lock) -> Path:
    """Write the lock beside the protocol and return where it is."""
    target = file.with_name(LOCK)
    text = json.dumps(lock_json.as_json(lock), ensure_ascii=False, indent=1) + "\n"
    write_whole(target, text.encode())
    return target


def _toml(file: Path) -> dict[str, object]:
    next_step = "Make one with: beatwise design … --out DIR"
    fields = read_document(file, noun="protocol", missing=MissingData, next_step=next_step)
    return dict(fields.data)


def _lock(file: Path) -> Lock | None:
    beside = file.with_name(LOCK)
    if not beside.exists():
        return None
    try:
        document = json.loads(beside.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadInput(f"this is not a lock file ({error}).", place=str(beside)) from error
    return lock_json.from_json(document, str(beside))
