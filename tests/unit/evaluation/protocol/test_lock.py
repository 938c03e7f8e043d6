"""A locked protocol, and every later deviation."""

from __future__ import annotations

import copy

import pytest
from tests.unit.evaluation.worlds import mapping

from beatwise.errors import BadInput, Conflict
from beatwise.evaluation.protocol import lock_json
from beatwise.evaluation.protocol.lock import check_locked, deviate, difference, new_lock


def test_a_locked_protocol_cannot_be_changed_unnoticed() -> None:
    """A change after the lock is refused with its lines; a reason makes it a deviation."""
    document = mapping()
    lock = new_lock(document, "evaluator", "2026-01-02T10:00:00+00:00")
    check_locked(lock, document, "p")
    changed = copy.deepcopy(document)
    changed["decision"]["alpha"] = 0.1
    with pytest.raises(Conflict, match=r"(?s)-alpha = 0.05.*\+alpha = 0.1"):
        check_locked(lock, changed, "p")
    after = deviate(lock, changed, "evaluator", "a typing error", "2026-02-03T00:00:00+00:00")
    check_locked(after, changed, "p")
    assert after.hash == lock.hash
    assert (after.deviations[0].number, after.deviations[0].reason) == (1, "a typing error")
    assert lock_json.from_json(lock_json.as_json(after), "l") == after
    assert difference(after, document) == ("-alpha = 0.1", "+alpha = 0.05")
    with pytest.raises(Conflict, match="nothing was changed"):
        deviate(after, changed, "evaluator", "again", "2026-02-04")


def test_a_lock_needs_a_role() -> None:
    """A lock says who made it, by role."""
    with pytest.raises(BadInput, match="needs a role"):
        new_lock(mapping(), " ", "2026")
