"""The seal of a catalogue: a hash of all it says, so that a change by another hand is noticed.

Two hashes are kept. That of the bytes is quick to compare: a nation's catalogue has megabytes, and
each command reads it. That of what the bytes say is compared where the bytes differ, for a program
that only laid the lines out anew changed nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from beatwise.records.provenance import Provenance
from beatwise.store.catalogue import Item, OffenceMonth


SEAL = "sha256"
OF_BYTES = "sha256_of_bytes"
SAVES = "saves"
_PLAIN = {"str": str, "int": int}
_HEAD = re.compile(rb'\{\s*"saves": (\d+),\s*"sha256_of_bytes": "([0-9a-f]{64})",')


def sealed(document: Mapping[str, object], saves: int) -> bytes:
    """Return a catalogue's document as JSON, with its seal and the number of times it was saved."""
    body = {**document, SAVES: saves}
    words = json.dumps({SEAL: _hash(body), **document}, ensure_ascii=False, indent=1)
    content = words.encode("utf-8", "backslashreplace")  # half a character, as JSON writes it
    rest = content.removeprefix(b"{")
    head = f'{{\n "{SAVES}": {saves},\n "{OF_BYTES}": "{_hash_of_bytes(saves, rest)}",'
    return head.encode() + rest


def is_sealed(document: Mapping[str, object]) -> bool:
    """Say whether a document bears a seal; those of Beatwise 0.1.0 bear none."""
    return SEAL in document or SAVES in document


def check(document: Mapping[str, Any], content: bytes) -> None:
    """Raise ``ValueError`` when a document does not fit its seal, or when its values are not plain.

    ``content`` are the bytes that it was read from.

    A catalogue of Beatwise 0.1.0 has no seal; of it the kinds of its values are checked.
    """
    head = _HEAD.match(content)
    if head and head[2].decode() == _hash_of_bytes(int(head[1]), content[head.end() :]):
        return
    if is_sealed(document):
        body = {key: value for key, value in document.items() if key not in (SEAL, OF_BYTES)}
        if document.get(SEAL) != _hash(body):
            raise ValueError("it was changed by something other than Beatwise")
        return
    for entry in document["offences"]:
        _check_kinds(OffenceMonth, entry)
        _check_kinds(Provenance, entry["provenance"])
    for entry in document["items"]:
        _check_kinds(Item, entry)
        _check_kinds(Provenance, entry["provenance"])


def _check_kinds(declared: type, entry: Mapping[str, object]) -> None:
    for field in fields(declared):
        kind = _PLAIN.get(str(field.type))
        if field.name in entry and kind and type(entry[field.name]) is not kind:
            raise ValueError(f"'{field.name}' is {entry[field.name]!r}")


def _hash(body: Mapping[str, object]) -> str:
    words = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _hash_of_bytes(saves: int, rest: bytes) -> str:
    return hashlib.sha256(b"%d%b" % (saves, rest)).hexdigest()
