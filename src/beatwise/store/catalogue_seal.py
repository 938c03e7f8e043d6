"""The seal of a catalogue: a hash of all it says, so that a change by another hand is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from beatwise.records.provenance import Provenance
from beatwise.store.catalogue import Item, OffenceMonth


SEAL = "sha256"
SAVES = "saves"
_PLAIN = {"str": str, "int": int}


def sealed(document: Mapping[str, object], saves: int) -> dict[str, object]:
    """Return a catalogue's document with its seal and the number of times it was saved."""
    body = {**document, SAVES: saves}
    return {SAVES: saves, SEAL: _hash(body), **document}


def is_sealed(document: Mapping[str, object]) -> bool:
    """Say whether a document bears a seal; those of Beatwise 0.1.0 bear none."""
    return SEAL in document or SAVES in document


def check(document: Mapping[str, Any]) -> None:
    """Raise ``ValueError`` when a document does not fit its seal, or when its values are not plain.

    A catalogue of Beatwise 0.1.0 has no seal; of it the kinds of its values are checked.
    """
    if is_sealed(document):
        body = {key: value for key, value in document.items() if key != SEAL}
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
