"""What a gather of data.police.uk files did, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from beatwise.clock import Month


if TYPE_CHECKING:
    from beatwise.journeys.gather.police_uk import Gathered
    from beatwise.store.catalogue import Restated


def as_json(done: Gathered) -> dict[str, object]:
    """Return what a gather did as JSON values."""
    return {
        "added": [
            {"force": e.force, "month": str(Month(e.month)), "rows": e.rows, "file": e.file}
            for e in done.added
        ],
        "unchanged": done.unchanged,
        "restated": [restated_as_json(restated) for restated in done.restated],
        "notes": done.notes,
        "rows": done.rows,
    }


def restated_as_json(restated: Restated) -> dict[str, object]:
    """Return what a newer file changed in one force and month as JSON values."""
    return {
        "force": restated.force,
        "month": str(Month(restated.month)),
        **asdict(restated.changes),
        "was": restated.was.source,
        "now": restated.now.source,
    }
