"""A result of ``beatwise evaluate`` is taken in: only one whose protocol was locked, and fits."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import cast

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, Refused, UsageError
from beatwise.evaluation.document_table import Table
from beatwise.evaluation.protocol import lock_json
from beatwise.evaluation.protocol.lock import Lock, check_locked
from beatwise.web.history import audit
from beatwise.web.pages.form_data.plain_json import plain_json
from beatwise.web.patrols.evaluations.protocol_fit import check_fit
from beatwise.web.patrols.models import EvaluationResult, Programme


FORMAT = "beatwise result 1"  # of ``store.evaluation.result_file``
NEXT_STEP = "Give the result.json that beatwise evaluate wrote."
LARGEST = 20_000_000
_PLACE = "file"
_HASH = re.compile(r"[0-9a-f]{64}")
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, UsageError)


def take_in(*, programme: Programme, content: bytes, by: Person) -> EvaluationResult:
    """Take a result about a programme in; the same file again changes nothing.

    Raises ``BadInput`` for what is no result, ``Conflict`` for one whose protocol was not locked
    before the outcome was known, is not the locked one, or is of another programme.
    """
    if not roles.may(by, "patrols.export"):
        raise Refused("your role does not import results.", next_step="Ask a performance officer.")
    figures, lock = _read(programme, content)
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


def _read(programme: Programme, content: bytes) -> tuple[Table, Lock]:
    """Return the figures of a result about a programme, and the lock of its protocol."""
    if len(content) > LARGEST:
        raise BadInput(f"at most {LARGEST:,} bytes.", place=_PLACE, next_step=NEXT_STEP)
    try:
        document = cast("Table", plain_json(content))
        made_from = document.pop("made_from")
        _check(document, made_from["protocol"])
        lock = _lock(made_from)
        check_fit(programme, made_from["protocol"], _PLACE)
    except _UNREADABLE:
        raise BadInput("this is not a result.", place=_PLACE, next_step=NEXT_STEP) from None
    return document, lock


def _lock(made_from: Table) -> Lock:
    """Return the lock of the protocol; raise ``Conflict`` unless it was there before the outcome.

    A protocol that was locked with outcome months at hand may have been written to fit them.
    """
    if made_from["lock"] is None or made_from["retrospective"]:
        raise Conflict(
            "the protocol of this result was not locked before the outcome was known.",
            place=_PLACE,
            next_step="It is exploratory: show it as such, beside the papers and not in them.",
        )
    lock = lock_json.from_json(made_from["lock"], _PLACE)
    if not _HASH.fullmatch(lock.hash):
        raise ValueError
    check_locked(lock, made_from["protocol"], _PLACE)
    return lock


def _check(document: Table, protocol: Table) -> None:
    """Raise ``ValueError`` or its kin where what pages and papers print is not there.

    ``inside`` is null where no ratio exists, as of a crossover without an incident on some days.
    """
    if document["format"] != FORMAT or document["title"] != protocol["title"]:
        raise ValueError
    for name in ("title", "verdict", "sentence"):
        if not isinstance(document[name], str):
            raise ValueError
    if not all(isinstance(mark, str) for mark in document["marks"]):
        raise ValueError
    inside = document["primary"]["inside"]
    if inside is None:
        return
    if inside["interval"] is not None and len(inside["interval"]) != 2:
        raise ValueError
    numbers = [inside["percent"], inside["p_value"], *(inside["interval"] or ())]
    if not all(number is None or isinstance(number, int | float) for number in numbers):
        raise ValueError
