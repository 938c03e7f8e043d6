"""Programmes and changes nearby, as the workspace holds them."""

from __future__ import annotations

from beatwise.clock import Month
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.store.workspace import Workspace


def events_of(workspace: Workspace) -> list[OtherEvent]:
    """Return the workspace's events as the core takes them."""
    frame = workspace.events()
    rows = frame.to_dict("records") if len(frame) else []
    return [
        OtherEvent(
            name=str(row["name"]),
            kind=str(row["kind"]),
            start=Month(int(row["start"])),
            end=None if int(row["end"]) < 0 else Month(int(row["end"])),
            where="" if row["area"] is None or row["area"] != row["area"] else str(row["area"]),
        )
        for row in rows
    ]
