"""Lock a protocol, or record a deviation from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from beatwise.errors import Conflict
from beatwise.evaluation.protocol.lock import Lock, check_locked, deviate, new_lock
from beatwise.evaluation.protocol.theory_of_change import check_theory
from beatwise.store.evaluation.protocol_file import read_protocol, write_lock


@dataclass(frozen=True, slots=True)
class LockedProtocol:
    """A lock as written: its file, whether anything changed, and what the theory leaves open."""

    file: Path
    lock: Lock
    new: bool
    theory_gaps: tuple[str, ...] = ()


def lock_protocol(
    folder: Path, by: str, *, deviation: str | None = None, now: datetime | None = None
) -> LockedProtocol:
    """Lock the protocol in ``folder``; with ``deviation``, record what was changed since and why.

    Parameters
    ----------
    folder
        The folder of ``protocol.toml``.
    by
        Who locks it: a role, not a name.
    deviation
        What was changed after the lock, and why.
    now
        The moment to write down; default the clock's.

    Raises
    ------
    Conflict
        With the difference, when a locked protocol was changed and no reason is given.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> from pathlib import Path
    >>> county, out = beatwise.example(), Path(tempfile.mkdtemp())
    >>> found = beatwise.find(
    ...     county, "towns:Pelbrook", "asb", "2024-01:2025-06", count=6, out=out / "list.geojson"
    ... )
    >>> proposed = beatwise.design(county, out / "list.geojson", "2025-07:2025-12", out / "study")
    >>> beatwise.lock(out / "study", "Head of analysis").new
    True
    >>> beatwise.lock(out / "study", "Head of analysis").new  # it stands, unchanged
    False
    """
    filed = read_protocol(Path(folder), changed=True)
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    mapping, gaps = filed.protocol.mapping, check_theory(filed.protocol)
    if filed.lock is None:
        if deviation is not None:
            raise Conflict(
                "the protocol is not locked, so nothing can deviate from it.",
                place=str(filed.path),
                next_step="Lock it first, without --deviation.",
            )
        first = new_lock(mapping, by, moment)
        return LockedProtocol(write_lock(filed.path, first), first, True, gaps)
    if deviation is None:
        check_locked(filed.lock, mapping, str(filed.path))
        return LockedProtocol(filed.path, filed.lock, False, gaps)
    changed = deviate(filed.lock, mapping, by, deviation, moment)
    return LockedProtocol(write_lock(filed.path, changed), changed, True, gaps)
