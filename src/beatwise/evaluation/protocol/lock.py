"""The lock of a protocol: its hash, its date, who locked it, and every later deviation."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from beatwise.errors import BadInput, Conflict
from beatwise.evaluation.protocol.toml_writer import toml_text


FORMAT = "beatwise lock 1"


@dataclass(frozen=True, slots=True)
class Deviation:
    """A change after the lock: numbered, dated, with its reason and the lines that changed.

    ``moment`` is ISO 8601 in UTC, to the second; ``date`` its day.
    """

    number: int
    date: str
    by: str
    reason: str
    changes: tuple[str, ...]
    hash: str
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Lock:
    """A locked protocol.

    ``hash`` is that of the protocol first locked; ``text`` the one that stands now, as TOML.
    ``locked`` is ISO 8601 in UTC.
    """

    hash: str
    locked: str
    by: str
    text: str
    deviations: tuple[Deviation, ...] = ()

    @property
    def standing(self) -> str:
        """The hash of the protocol that stands now, the last deviation included."""
        return self.deviations[-1].hash if self.deviations else self.hash

    @property
    def seals(self) -> tuple[str, ...]:
        """The seal of the lock as it was first made, and after each deviation.

        A seal is the SHA-256 of hash, date and role with all deviations so far: who deposits it can
        show later that the lock was there on its day, and that no deviation was taken out.
        """
        head = {"format": FORMAT, "hash": self.hash, "locked": self.locked, "by": self.by}
        entries = [entry_of(deviation) for deviation in self.deviations]
        return tuple(
            fingerprint({**head, "deviations": entries[:number]})
            for number in range(len(entries) + 1)
        )


def entry_of(deviation: Deviation) -> dict[str, object]:
    """Return a deviation as it stands in the lock file and under its seal."""
    return {
        "number": deviation.number,
        "date": deviation.date,
        "by": deviation.by,
        "reason": deviation.reason,
        "changes": list(deviation.changes),
        "hash": deviation.hash,
        "moment": deviation.moment,
    }


def fingerprint(mapping: Mapping[str, object]) -> str:
    """Return the SHA-256 of what a protocol says: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(
        mapping, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def new_lock(mapping: Mapping[str, object], by: str, now: str) -> Lock:
    """Lock a protocol; ``by`` is a role, never a person's name."""
    if not by.strip():
        raise BadInput("a lock needs a role.", next_step='Say who locks it: --by "evaluator"')
    return Lock(fingerprint(mapping), now, by.strip(), toml_text(mapping))


def difference(lock: Lock, mapping: Mapping[str, object]) -> tuple[str, ...]:
    """Return the lines that differ from the locked text, each with - (was) or + (is)."""
    was, now = lock.text.splitlines(), toml_text(mapping).splitlines()
    lines = difflib.unified_diff(was, now, n=0, lineterm="")
    return tuple(
        line[:200] for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")
    )


def check_locked(lock: Lock, mapping: Mapping[str, object], place: str) -> None:
    """Raise ``Conflict`` with the difference when the protocol is not the locked one."""
    if fingerprint(mapping) == lock.standing:
        return
    changes = "\n".join(f"  {line}" for line in difference(lock, mapping))
    raise Conflict(
        f"the protocol was changed after it was locked on {lock.locked[:10]}:\n{changes}",
        place=place,
        next_step="Put it back, or record the change: beatwise lock DIR --by ROLE --deviation WHY",
    )


def deviate(lock: Lock, mapping: Mapping[str, object], by: str, reason: str, now: str) -> Lock:
    """Return the lock with the change as a numbered deviation."""
    changes = difference(lock, mapping)
    if not changes:
        raise Conflict("nothing was changed since the lock, so there is nothing to record.")
    if not reason.strip():
        raise BadInput("a deviation needs a reason.", next_step="Say why: --deviation WHY")
    if not by.strip():
        raise BadInput("a deviation needs a role.", next_step='Say who: --by "evaluator"')
    entry = Deviation(
        len(lock.deviations) + 1, now[:10], by.strip(), reason.strip(), changes,
        fingerprint(mapping), now,
    )  # fmt: skip
    return replace(lock, text=toml_text(mapping), deviations=(*lock.deviations, entry))
