"""The usual design in one call: patrolled and comparison areas side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from beatwise.clock import MonthRange
from beatwise.journeys.evaluation.design_request import DesignRequest
from beatwise.journeys.evaluation.drafts.side_by_side import SideBySideDraft
from beatwise.journeys.evaluation.eligible import Wish
from beatwise.journeys.evaluation.write_design import DesignFiles, write_design
from beatwise.store.workspace import Workspace


def design(
    workspace: Workspace | Path | str,
    hot_spots: Path | str | Sequence[Path | str],
    patrols: MonthRange | str,
    out: Path | str,
    *,
    outcomes: Sequence[str] = (),
    controls: int = 1,
    seed: int = 1,
    request: DesignRequest | None = None,
) -> DesignFiles:
    """Propose patrolled and comparison areas, say what they could ever show, and write it down.

    Parameters
    ----------
    workspace
        A workspace or its folder.
    hot_spots
        Frozen lists (``find(…, out=FILE)``) or areas as GeoJSON, one or several.
    patrols
        The patrolled months, ``YYYY-MM:YYYY-MM``.
    out
        The folder for the protocol and its pages.
    outcomes
        The primary outcome, then any secondary ones; default that of the lists.
    controls
        Comparison areas for each patrolled one.
    seed
        Of the drawing of areas.
    request
        Everything else that ``beatwise design --help`` names; then the three above are its own.

    Raises
    ------
    BadInput, MissingData, Refused, Conflict
        As ``beatwise design``: too few areas, no months before, a locked protocol in ``out``.

    Examples
    --------
    >>> import beatwise, tempfile
    >>> from pathlib import Path
    >>> county, out = beatwise.example(), Path(tempfile.mkdtemp())
    >>> found = beatwise.find(
    ...     county, "towns:Pelbrook", "asb", "2024-01:2025-06", count=6, out=out / "list.geojson"
    ... )
    >>> proposed = beatwise.design(county, out / "list.geojson", "2025-07:2025-12", out / "study")
    >>> proposed.files[:3]
    ('protocol.toml', 'design.json', 'design.html')
    """
    lists = [hot_spots] if isinstance(hot_spots, Path | str) else hot_spots
    months = patrols if isinstance(patrols, MonthRange) else MonthRange.parse(patrols)
    wish = Wish(controls=controls, seed=seed)
    usual = DesignRequest(draft=SideBySideDraft(), wish=wish, outcomes=tuple(outcomes))
    return write_design(
        workspace, [Path(path) for path in lists], months, request or usual, Path(out)
    )
