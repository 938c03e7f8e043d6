"""``beatwise brief``: write a town's one-page brief and its full report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import (
    HERE,
    ClusterOption,
    JsonOption,
    SeedOption,
    WithoutOption,
    WorkspaceOption,
    open_without,
)


if TYPE_CHECKING:
    from beatwise.journeys.hotspots.brief import BriefRequest
    from beatwise.store.workspace import Workspace


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("brief")(brief)


def brief(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write into.")],
    area: Annotated[
        list[str] | None, typer.Option("--area", metavar="LABEL", help="Area; repeatable.")
    ] = None,
    all_towns: Annotated[
        bool, typer.Option("--all-towns", help="Every town, with an index page and a map.")
    ] = False,
    towns_in: Annotated[
        str | None, typer.Option("--towns-in", help="The layer of --all-towns; else towns.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--type", metavar="TYPE", help="Incident type; repeatable. Usual: asb and shoplifting."
        ),
    ] = None,
    train: Annotated[
        str | None, typer.Option("--train", metavar="MONTHS", help="Months to choose on.")
    ] = None,
    score: Annotated[
        str | None, typer.Option("--score", metavar="MONTHS", help="Later months to score on.")
    ] = None,
    unit: Annotated[
        str, typer.Option("--unit", help="hex, square, segment, lsoa or polygon.")
    ] = "hex",
    size: Annotated[
        float | None, typer.Option("--size", help="Side of a square, width of a hexagon, metres.")
    ] = None,
    count: Annotated[int, typer.Option("--count", help="Hot spots of each type at most.")] = 5,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="The reason for cells under 200 m.")
    ] = None,
    without: WithoutOption = None,
    cluster: ClusterOption = None,
    seed: SeedOption = 0,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write a one-page brief, an interactive map and a full report of a town.

    The brief is HTML and PDF, the map one HTML file that needs no network, the report HTML, PDF,
    ODS and GeoJSON.
    """
    from beatwise.cli.hotspots import every_town
    from beatwise.clock import MonthRange
    from beatwise.errors import UsageError
    from beatwise.journeys.hotspots.brief import USUAL_TYPES, BriefRequest

    if score is not None and train is None:
        raise UsageError("--score needs --train.", next_step="Give both, or neither.")
    every_town.check_request(area, out, towns_in, cluster, all_towns=all_towns)
    opened = open_without(workspace, without)
    request = BriefRequest(
        tuple(kind or USUAL_TYPES), MonthRange.parse(train) if train else None,
        MonthRange.parse(score) if score else None, unit, size, count, seed, why,
    )  # fmt: skip
    if all_towns:
        every_town.write_briefs(opened, request, out, towns_in, cluster, as_json=as_json)
    else:
        _brief_areas(opened, area or [], out, request, as_json=as_json)


def _brief_areas(
    workspace: Workspace, area: list[str], out: Path, request: BriefRequest, *, as_json: bool
) -> None:
    from beatwise.cli.output import print_json, progress, say
    from beatwise.journeys.hotspots.brief import write_requested
    from beatwise.journeys.hotspots.mapping.street_advice import street_advice

    with progress("Writing") as advance:
        files = write_requested(workspace, area, out, request, advance)
    if as_json:
        print_json(
            {
                "out": str(out),
                "files": [
                    {"area": w.area, "file": w.path.name, "sha256": w.sha256, "bytes": w.size}
                    for w in files
                ],
                "next_step": street_advice(workspace, area),
            }
        )
        return
    for item in files:
        print(item.path)
    say(
        "Read first: each page that ends in brief.html or brief.pdf. The report has the working, "
        "and map.html is the map to move about in."
    )
    if advice := street_advice(workspace, area):
        say(advice)
