"""``beatwise brief``: write a town's one-page brief and its full report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import (
    HERE,
    JsonOption,
    SeedOption,
    WithoutOption,
    WorkspaceOption,
    open_without,
)


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("brief")(brief)


def brief(
    area: Annotated[list[str], typer.Option("--area", metavar="LABEL", help="Area; repeatable.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write into.")],
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
    seed: SeedOption = 0,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write a one-page brief, an interactive map and a full report of a town.

    The brief is HTML and PDF, the map one HTML file that needs no network, the report HTML, PDF,
    ODS and GeoJSON.
    """
    from beatwise.cli.output import print_json, progress, say
    from beatwise.clock import MonthRange
    from beatwise.errors import UsageError
    from beatwise.journeys.hotspots.brief import USUAL_TYPES, write_briefs
    from beatwise.journeys.hotspots.mapping.street_advice import street_advice

    if score is not None and train is None:
        raise UsageError("--score needs --train.", next_step="Give both, or neither.")
    with progress("Writing") as advance:
        files = write_briefs(
            open_without(workspace, without),
            area,
            out,
            types=kind or USUAL_TYPES,
            train=MonthRange.parse(train) if train else None,
            score=MonthRange.parse(score) if score else None,
            unit=unit,  # type: ignore[arg-type]
            size_m=size,
            count=count,
            seed=seed,
            why=why,
            progress=advance,
        )
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
