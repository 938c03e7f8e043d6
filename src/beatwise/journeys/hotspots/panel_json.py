"""What a panel file holds, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from beatwise.journeys.hotspots.panel_files import PanelFile


def as_json(panel: PanelFile) -> dict[str, object]:
    """Return it as JSON values."""
    return {
        "file": panel.file,
        "by": panel.by,
        "areas": panel.areas,
        "types": panel.types,
        "months": panel.months,
        "missing": panel.missing,
        "lines": panel.lines,
        "rows": panel.rows,
        "stray_areas": panel.stray_areas,
        "records": panel.records,
        "not_gathered": panel.not_gathered,
        "partly_gathered": panel.partly_gathered,
        "decided_by": panel.decided_by,
    }
