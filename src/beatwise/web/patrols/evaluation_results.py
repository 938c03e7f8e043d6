"""A result of ``beatwise evaluate`` is taken in: only one whose protocol was locked, and fits."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.evaluation.document_table import Table
from beatwise.evaluation.protocol import lock_json
from beatwise.evaluation.protocol.lock import Lock, check_locked
from beatwise.web.history import audit
from beatwise.web.patrols.models import EvaluationResult, Programme


FORMAT = "beatwise result 1"  # of ``store.evaluation.result_file``
NEXT_STEP = "Give the result.json that beatwise evaluate wrote."
LARGEST = 20_000_000
_PLACE = "file"


def take_in(*, programme: Programme, content: bytes, by: Person) -> EvaluationResult:
    """Take a result about a programme in; the same file again changes nothing.

    Raises ``BadInput`` for what is no result, ``Conflict`` for one whose protocol was not locked
    or is not the locked one.
    """
    if not roles.may(by, "patrols.export"):
        raise Refused("your role does not import results.", next_step="Ask a performance officer.")
    figures, lock = _read(content)
    sha256 = hashlib.sha256(content).hexdigest()
    with audit.changing():
        row = programme.evaluations.filter(sha256=sha256).first()
        if row is None:
            row = EvaluationResult.objects.create(
                programme=programme,
                lock=lock.hash,
                locked=dt.datetime.fromisoformat(lock.locked).date(),
                sha256=sha256,
                figures=figures,
                by=by,
            )
            after = {"sha256": sha256, "lock": lock.hash, "verdict": figures["verdict"]}
            audit.write("programme.evaluated", programme.thing, by=by, after=after)
    return row


def _read(content: bytes) -> tuple[Table, Lock]:
    """Return the figures of a result, and the lock of its protocol."""
    if len(content) > LARGEST:
        raise BadInput(f"at most {LARGEST:,} bytes.", place=_PLACE, next_step=NEXT_STEP)
    try:
        document = json.loads(content)
        made_from = document.pop("made_from")
        protocol, locked = made_from["protocol"], made_from["lock"]
        _check(document)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadInput("this is not a result.", place=_PLACE, next_step=NEXT_STEP) from None
    if locked is None:
        raise Conflict(
            "the protocol of this result was not locked before the outcome was known.",
            place=_PLACE,
            next_step="It is exploratory: show it as such, beside the papers and not in them.",
        )
    lock = lock_json.from_json(locked, _PLACE)
    check_locked(lock, protocol, _PLACE)
    return document, lock


def _check(document: Table) -> None:
    """Raise ``ValueError`` or its kin where what pages and papers print is not there."""
    if document["format"] != FORMAT:
        raise ValueError
    for name in ("title", "verdict", "sentence"):
        if not isinstance(document[name], str):
            raise ValueError
    if not all(isinstance(mark, str) for mark in document["marks"]):
        raise ValueError
    inside = document["primary"]["inside"]
    numbers = [inside["percent"], inside["p_value"], *(inside["interval"] or ())]
    if not all(number is None or isinstance(number, int | float) for number in numbers):
        raise ValueError
