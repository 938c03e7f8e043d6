"""The coverage map: hot spots by the share of planned visits that was made, and no phone."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.publication.state_looks import coverage_fill
from beatwise.web.patrols.live.delivery_figures import SpotFigures
from beatwise.web.patrols.live.spot_map import MarkedSpot, spot_picture


def coverage_picture(rows: Sequence[SpotFigures]) -> str:
    """Return the map as SVG; empty when no hot spot has a place."""
    return spot_picture([_marked(row) for row in rows])


def _marked(row: SpotFigures) -> MarkedSpot:
    share = "none planned" if row.percent is None else f"{row.percent} % of planned visits"
    return MarkedSpot(row.spot, coverage_fill(row.share), share)
