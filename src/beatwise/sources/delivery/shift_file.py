"""Read the spans on patrol that devices recorded themselves: started and stopped by their users."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from beatwise.errors import BadInput
from beatwise.sources.delivery.evidence_rows import Columns, EvidenceRow, read_rows
from beatwise.sources.tracks.moments import moments
from beatwise.sources.tracks.track_file import NO_TIME


SHIFTS = Columns("shifts", ("device", "start", "end"), ("beat",))


class RecordedShift(NamedTuple):
    """A device between start and stop, milliseconds since 1970 in UTC; the beat where stated."""

    device: str
    begins: int
    ends: int
    beat: str


def read_shifts(path: Path) -> list[RecordedShift]:
    """Return the shifts of a file; raise ``BadInput`` naming column or rows."""
    rows = read_rows(path, SHIFTS, lambda row: (row, row.text("device")))
    begins, ends = _times([r for r, _ in rows], "start"), _times([r for r, _ in rows], "end")
    shifts = []
    for (row, device), start, end in zip(rows, begins, ends, strict=True):
        if NO_TIME in (start, end) or end <= start:
            raise BadInput(
                "a shift needs a start and a later end.",
                place=f"{row.place}, row {row.row_number}",
                next_step="Write times as 2026-03-05T10:00:00Z.",
            )
        shifts.append(RecordedShift(device, start, end, row.optional_text("beat")))
    return shifts


def _times(rows: Sequence[EvidenceRow], name: str) -> list[int]:
    return moments(pd.Series([r.optional_text(name) for r in rows], dtype=object)).tolist()
