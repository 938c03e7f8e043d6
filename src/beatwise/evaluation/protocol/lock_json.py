"""A lock as its file, and back."""

from __future__ import annotations

from datetime import datetime

from beatwise import fields
from beatwise.errors import BadInput, Conflict
from beatwise.evaluation.document_table import Table
from beatwise.evaluation.protocol.lock import FORMAT, Deviation, Lock, entry_of, fingerprint


def as_json(lock: Lock) -> dict[str, object]:
    """Return the shape of the lock file."""
    return {
        "format": FORMAT,
        "hash": lock.hash,
        "locked": lock.locked,
        "by": lock.by,
        "deviations": [entry_of(deviation) for deviation in lock.deviations],
        "text": lock.text,
        "seal": lock.seals[-1],
    }


def from_json(document: Table, place: str) -> Lock:
    """Read a lock file; raises ``BadInput`` for anything else, ``Conflict`` if it was altered."""
    try:
        if document["format"] != FORMAT:
            raise KeyError("format")
        deviations = tuple(_deviation(entry) for entry in document["deviations"])
        lock = Lock(
            document["hash"], document["locked"], document["by"], document["text"], deviations
        )
        stands = fingerprint(dict(fields.document(lock.text, place, decimals=False).data))
        in_order = _in_order(lock)
    except (AttributeError, KeyError, TypeError, ValueError, BadInput) as error:
        raise BadInput(f"this is not a lock file ({error}).", place=place) from error
    numbered = [d.number for d in deviations] == list(range(1, len(deviations) + 1))
    sealed = document.get("seal") == lock.seals[-1]
    if stands != lock.standing or not (in_order and numbered and sealed):
        raise Conflict(
            "the lock file was altered: its text, date, role or deviations no longer fit its hash "
            "and seal.",
            place=place,
            next_step="Take the lock file as it was written, or from where its hash was deposited.",
        )
    return lock


def _deviation(entry: Table) -> Deviation:
    return Deviation(
        entry["number"],
        entry["date"],
        entry["by"],
        entry["reason"],
        tuple(entry["changes"]),
        entry["hash"],
        entry.get("moment", ""),
    )


def _in_order(lock: Lock) -> bool:
    """Whether lock and deviations have moments with a time zone, one after the other."""
    moments = [datetime.fromisoformat(lock.locked)]
    moments += [datetime.fromisoformat(d.moment) for d in lock.deviations if d.moment]
    return all(moment.tzinfo for moment in moments) and moments == sorted(moments)
