"""What a check of a workspace found, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from beatwise.journeys.upkeep.workspace_check import WorkspaceCheck


def as_json(report: WorkspaceCheck) -> dict[str, object]:
    """Return the report as JSON values."""
    return {
        "workspace": str(report.workspace),
        "name": report.name,
        "whole": report.whole,
        "counts": report.counts,
        "catalogue": report.catalogue,
        "files": [asdict(fault) for fault in report.files],
        "lists": [
            {"file": str(one.file), "restated": list(one.restated), "fault": one.fault}
            for one in report.lists
        ],
        "strays": report.strays,
        "mended": report.mended,
        "not_mended": report.not_mended,
    }
