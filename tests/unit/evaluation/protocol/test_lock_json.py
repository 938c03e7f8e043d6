"""A lock as its file, and back; an altered file is refused."""

from __future__ import annotations

import copy

import pytest
from tests.unit.evaluation.worlds import mapping

from beatwise.errors import BadInput, Conflict
from beatwise.evaluation.protocol import lock_json
from beatwise.evaluation.protocol.lock import deviate, new_lock


def test_an_altered_lock_is_refused() -> None:
    """A lock file whose text was edited no longer fits its hash."""
    lock = lock_json.as_json(new_lock(mapping(), "evaluator", "2026-01-02T10:00:00+00:00"))
    lock["text"] = lock["text"].replace("0.05", "0.10")
    with pytest.raises(Conflict, match="altered"):
        lock_json.from_json(lock, "l")


def test_a_lock_whose_dates_or_numbers_were_touched_is_refused() -> None:
    """A deviation taken out, an hour that is no hour, a change dated before the lock."""
    document = mapping()
    lock = new_lock(document, "evaluator", "2026-01-02T10:00:00+00:00")
    for at, alpha in enumerate((0.1, 0.2), start=1):
        document = {**document, "decision": {**document["decision"], "alpha": alpha}}
        lock = deviate(lock, document, "evaluator", "why", f"2026-02-0{at}T00:00:00+00:00")
    good = lock_json.as_json(lock)
    assert lock_json.from_json(good, "l") == lock
    for change in (
        lambda d: d["deviations"].pop(0),
        lambda d: d["deviations"][0].update(moment="2025-01-01T00:00:00+00:00"),
        lambda d: d.update(locked="2027-01-01T00:00:00+00:00"),
    ):
        touched = copy.deepcopy(good)
        change(touched)
        with pytest.raises(Conflict, match="altered"):
            lock_json.from_json(touched, "l")
    sealed = {**good, "locked": "2026-01-01T10:00:00+00:00"}
    with pytest.raises(Conflict, match="date, role or deviations"):
        lock_json.from_json(sealed, "l")
    assert len(set(lock.seals)) == 3
    first = new_lock(mapping(), "evaluator", "2026-01-02T10:00:00+00:00")
    assert lock.seals[0] == first.seals[0] == lock_json.as_json(first)["seal"]
    for wrong in ("soon", None):
        with pytest.raises(BadInput, match="not a lock file"):
            lock_json.from_json({**good, "locked": wrong}, "l")
