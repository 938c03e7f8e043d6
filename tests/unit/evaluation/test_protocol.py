"""What a protocol must hold, and what it refuses."""

from __future__ import annotations

import copy
import datetime as dt
import tomllib

import pytest
import shapely
from tests.unit.evaluation.worlds import mapping

from beatwise.errors import BadInput, Conflict
from beatwise.evaluation.protocol import lock_json
from beatwise.evaluation.protocol.lock import (
    check_locked,
    deviate,
    difference,
    fingerprint,
    new_lock,
)
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.protocol.toml_writer import toml_text


def test_a_protocol_survives_being_written_as_toml() -> None:
    """Written as TOML and read back it says the same and has the same hash."""
    said = mapping()
    again = tomllib.loads(toml_text(said, "two\nlines"))
    assert again == said
    assert fingerprint(again) == fingerprint(said)
    assert from_json(again, "p").can_answer


def overlapping(said):
    said["area"][1]["outline"] = shapely.box(100, 0, 300, 200).wkt


def close_comparison(said):
    said["area"][11]["outline"] = shapely.box(300, 0, 500, 200).wkt


def mixed_unit(said):
    said["area"][0]["unit"] = said["area"][11]["unit"] = "town"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s.update(format="other"), "not a protocol"),
        (lambda s: s.pop("periods"), "says nothing about 'periods'"),
        (lambda s: s["periods"].update(patrols="2024-06:2025-05"), "begin inside the months"),
        (lambda s: s["periods"].update(patrols="soon"), "not a month"),
        (lambda s: s["design"].update(kind="wishful"), "kind 'wishful'"),
        (lambda s: s["design"].update(assignment="by eye"), "assignment 'by eye'"),
        (lambda s: s["area"][1].update(id="a0"), "same id"),
        (lambda s: [a.update(role="treated") for a in s["area"]], "at least one treated and one"),
        (lambda s: s["area"][0].update(role="bystander"), "role is unknown"),
        (lambda s: s["area"][0].update(outline="POLYGON oops"), "cannot be read"),
        (lambda s: s["displacement"].update(ring_m=0), "ring of 0 m"),
        (lambda s: s["decision"].update(smallest_effect=20), "is no fall"),
        (lambda s: s["decision"].update(alpha=5), "out of range"),
        (lambda s: s["outcome"].update(secondary=["shoplifting"]), "among the secondary"),
        (overlapping, "'Area 0' and 'Area 1' overlap"),
        (close_comparison, "ring around 'Area 0' overlaps the comparison area 'Area 11'"),
        (mixed_unit, "both treated and compared"),
        (lambda s: s["decision"].update(looks=["2030-01"]), "not in the patrolled months"),
        (lambda s: s["decision"].update(permutations=0), "cannot be made"),
        (lambda s: s["decision"].update(permutations=10**300), "cannot be made"),
        (lambda s: s.update(value={"cost_pounds": [-1, -1, -1]}), "not above 0"),
        (lambda s: s.update(title=" "), "no title"),
        (lambda s: s["design"].update(seed=-1), "seed -1 is below 0"),
        (lambda s: s["outcome"].update(secondary=[{}]), "not a list of words"),
        (lambda s: s.update(theory=[{"stage": "input", "text": 3}]), "not a list of words"),
        (lambda s: s["power"].update(note=float("nan")), r"'power.note' is nan"),
        (lambda s: s["area"][1].update(day=dt.date(2025, 1, 1)), r"'area 2.day' is datetime.date"),
    ],
)
def test_a_wrong_protocol_is_named(change, words) -> None:
    """Everything missing, out of order or overlapping is named with the file."""
    said = copy.deepcopy(mapping())
    change(said)
    with pytest.raises(BadInput, match=words):
        from_json(said, "p.toml")


def test_a_locked_protocol_cannot_be_changed_unnoticed() -> None:
    """A change after the lock is refused with its lines; a reason makes it a deviation."""
    said = mapping()
    lock = new_lock(said, "evaluator", "2026-01-02T10:00:00+00:00")
    check_locked(lock, said, "p")
    changed = copy.deepcopy(said)
    changed["decision"]["alpha"] = 0.1
    with pytest.raises(Conflict, match=r"(?s)-alpha = 0.05.*\+alpha = 0.1"):
        check_locked(lock, changed, "p")
    after = deviate(lock, changed, "evaluator", "a typing error", "2026-02-03T00:00:00+00:00")
    check_locked(after, changed, "p")
    assert after.hash == lock.hash
    assert (after.deviations[0].number, after.deviations[0].reason) == (1, "a typing error")
    assert lock_json.from_json(lock_json.as_json(after), "l") == after
    assert difference(after, said) == ("-alpha = 0.1", "+alpha = 0.05")
    with pytest.raises(Conflict, match="nothing was changed"):
        deviate(after, changed, "evaluator", "again", "2026-02-04")


def test_an_altered_lock_is_refused() -> None:
    """A lock file whose text was edited no longer fits its hash; a role is needed to lock."""
    lock = lock_json.as_json(new_lock(mapping(), "evaluator", "2026-01-02T10:00:00+00:00"))
    lock["text"] = lock["text"].replace("0.05", "0.10")
    with pytest.raises(Conflict, match="altered"):
        lock_json.from_json(lock, "l")
    with pytest.raises(BadInput, match="needs a role"):
        new_lock(mapping(), " ", "2026")


def test_a_lock_whose_dates_or_numbers_were_touched_is_refused() -> None:
    """A deviation taken out, an hour that is no hour, a change dated before the lock."""
    said = mapping()
    lock = new_lock(said, "evaluator", "2026-01-02T10:00:00+00:00")
    for at, alpha in enumerate((0.1, 0.2), start=1):
        said = {**said, "decision": {**said["decision"], "alpha": alpha}}
        lock = deviate(lock, said, "evaluator", "why", f"2026-02-0{at}T00:00:00+00:00")
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
