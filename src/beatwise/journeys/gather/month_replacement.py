"""Which of two files stands for a force and month, and what the change was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from beatwise.clock import Month
from beatwise.records.offences import OFFENCES
from beatwise.records.provenance import Provenance
from beatwise.store.catalogue import OffenceMonth, Restated
from beatwise.store.workspace import Workspace


_DATED = re.compile(r"(\d{4}-\d{2})\.zip!", re.IGNORECASE)


def words(entry: OffenceMonth) -> str:
    """Say which force and month: ``leicestershire 2025-01``."""
    return f"{entry.force} {Month(entry.month)}"


def why_kept_out(new: Provenance, before: OffenceMonth, history: Sequence[Restated]) -> str | None:
    """Say why a file does not take the place of the one that stands, or None when it does."""
    for restated in history:
        if (restated.force, restated.month) == (before.force, before.month) and (
            restated.was.sha256 == new.sha256
        ):
            return f"kept out, for a newer file took its place on {restated.now.gathered[:10]}."
    dates = _dated(new.source), _dated(before.provenance.source)
    if dates[0] and dates[1] and dates[0] < dates[1]:
        return f"kept out, for archive {dates[0]} is older than {dates[1]}, which stands."
    return None


def restate(
    workspace: Workspace, before: OffenceMonth, entry: OffenceMonth
) -> tuple[OffenceMonth, Restated]:
    """Compare the two files and return the new entry with its restated rows counted."""
    from beatwise.records.restatement import compare
    from beatwise.store.files.parquet_tables import read_offences

    paths = [*workspace.files.paths([before.file]), workspace.path / entry.file]
    old, new = (OFFENCES.validate(read_offences([path])) for path in paths)
    changes = compare(old, new)
    restated = Restated(entry.force, entry.month, before.provenance, entry.provenance, changes)
    return replace(entry, restated=changes.rows), restated


def _dated(source: str) -> str | None:
    match = _DATED.search(source)
    return match[1] if match else None
