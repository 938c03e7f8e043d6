"""Read check-ins and check-outs as the phone app or another form exports them."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from beatwise.delivery.evidence.check_ins import CheckIn, PhoneFix
from beatwise.errors import BadInput
from beatwise.places.projection import to_grid
from beatwise.sources.delivery.evidence_rows import Columns, EvidenceRow, read_rows
from beatwise.sources.tracks.moments import moments
from beatwise.sources.tracks.track_file import NO_TIME


CHECK_INS = Columns(
    "check-ins",
    ("hot_spot", "arrive", "leave", "device"),
    (
        "people", "partner",
        "arrive_longitude", "arrive_latitude", "arrive_accuracy_m",
        "leave_longitude", "leave_latitude", "leave_accuracy_m",
    ),
)  # fmt: skip


def read_check_ins(path: Path) -> list[CheckIn]:
    """Return the check-ins of a file; places become BNG metres, times milliseconds in UTC.

    Raises ``BadInput`` naming column or rows.
    """
    rows = read_rows(path, CHECK_INS, lambda row: (row, _degrees(row)))
    arrives = _times([row for row, _ in rows], "arrive")
    leaves = _times([row for row, _ in rows], "leave")
    check_ins = []
    for at, (row, degrees) in enumerate(rows):
        one = _check_in(row, int(arrives[at]), int(leaves[at]))
        check_ins.append(replace(one, at_arrival=degrees[0], at_leaving=degrees[1]))
    return _on_grid(check_ins)


def _check_in(row: EvidenceRow, arrives: int, leaves: int) -> CheckIn:
    if arrives == NO_TIME or (leaves == NO_TIME and row.optional_text("leave")):
        raise BadInput(
            f"'{row.optional_text('leave' if arrives != NO_TIME else 'arrive')}' is not a time.",
            place=f"{row.place}, row {row.row_number}",
            next_step="Write times as 2026-03-05T10:00:00Z; a missing check-out stays empty.",
        )
    return CheckIn(
        spot=row.text("hot_spot"),
        device=row.text("device"),
        arrives=arrives,
        leaves=None if leaves == NO_TIME else leaves,
        people=row.people(),
        partner=row.optional_text("partner"),
        place=f"{row.place}, row {row.row_number}",
    )


def _degrees(row: EvidenceRow) -> tuple[PhoneFix, PhoneFix]:
    """Return the fixes at arrival and leaving, in degrees for now."""
    row.text("hot_spot"), row.text("device"), row.people()
    return _fix(row, "arrive"), _fix(row, "leave")


def _fix(row: EvidenceRow, end: str) -> PhoneFix:
    longitude = row.optional_number(f"{end}_longitude", at_least=-180)
    latitude = row.optional_number(f"{end}_latitude", at_least=-90)
    if (longitude is None) != (latitude is None):
        raise BadInput(f"{end} has a longitude or a latitude without the other.")
    accuracy = row.optional_number(f"{end}_accuracy_m", at_least=0)
    if longitude is None or latitude is None:
        return PhoneFix()
    return PhoneFix(longitude, latitude, math.nan if accuracy is None else accuracy)


def _times(rows: list[EvidenceRow], name: str) -> np.ndarray:
    return moments(pd.Series([row.optional_text(name) for row in rows], dtype=object))


def _on_grid(check_ins: list[CheckIn]) -> list[CheckIn]:
    fixes = [fix for one in check_ins for fix in (one.at_arrival, one.at_leaving)]
    east, north = to_grid([f.easting for f in fixes], [f.northing for f in fixes])
    places = [
        PhoneFix(float(x), float(y), fix.accuracy_m) if math.isfinite(x) else PhoneFix()
        for fix, x, y in zip(fixes, east, north, strict=True)
    ]
    pairs = zip(check_ins, places[::2], places[1::2], strict=True)
    return [replace(one, at_arrival=first, at_leaving=second) for one, first, second in pairs]
