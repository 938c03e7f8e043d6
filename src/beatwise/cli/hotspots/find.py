"""``beatwise find``: the ranked list of hot spots of one area or several."""

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
    with_workspace,
)


def add(app: typer.Typer) -> None:
    """Add ``find`` to the app."""
    app.command("find")(find)


def find(
    area: Annotated[list[str], typer.Option("--area", help="LABEL or LAYER:LABEL; repeatable.")],
    kind: Annotated[
        list[str], typer.Option("--type", help="police.uk category or slug; repeatable.")
    ],
    train: Annotated[str, typer.Option("--train", help="Months to choose on: YYYY-MM:YYYY-MM.")],
    score: Annotated[str | None, typer.Option("--score", help="Later months to score on.")] = None,
    unit: Annotated[
        str, typer.Option("--unit", help="hex, square, segment, lsoa or polygon.")
    ] = "hex",
    size: Annotated[
        float | None,
        typer.Option("--size", help="A square's side or a hexagon's flat-to-flat width, metres."),
    ] = None,
    count: Annotated[int, typer.Option("--count", help="How many hot spots at most.")] = 5,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write the frozen list (GeoJSON) here.")
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", help="The reason for cells under 200 m; printed.")
    ] = None,
    layer: Annotated[
        str | None, typer.Option("--layer", help="The layer of units, for lsoa, polygon, segment.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="A timed extract, instead of police.uk.")
    ] = None,
    without: WithoutOption = None,
    seed: SeedOption = 0,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Find hot spots: small places to patrol, ranked, with reasons and limits."""
    from beatwise.cli.hotspots.find_words import show
    from beatwise.cli.output import print_json, progress, say
    from beatwise.errors import UsageError
    from beatwise.hotspots.shortlist.as_json import as_json as run_as_json
    from beatwise.journeys.hotspots.find import find as find_in

    if out is not None and len(area) > 1:
        raise UsageError(
            "one file holds one area's list.", next_step="Use --out with one --area at a time."
        )
    opened = open_without(workspace, without)
    shortlists = []
    with progress("Finding hot spots") as advance:
        for done, label in enumerate(area):
            advance(done, len(area), label)
            one = find_in(
                opened,
                label,
                kind,
                train,
                score,
                unit=unit,
                size_m=size,
                count=count,
                seed=seed,
                why=why,
                layer=layer,
                source=source,
                out=out,
            )
            shortlists.append(one)
    if as_json:
        runs: list[dict[str, object]] = [run_as_json(one) for one in shortlists]
        print_json(runs[0] if len(runs) == 1 else {"runs": runs})
    else:
        for one in shortlists:
            show(one)
    if not as_json and (with_spots := [one for one in shortlists if one.hotspots]):
        area_words = f"{with_spots[0].area.layer}:{with_spots[0].area.label}"
        command = f'beatwise brief --area "{area_words}" --out briefs'
        say(f"Next, the same as pages: {with_workspace(command, workspace)}")
    if out is not None:
        say(f"Wrote the frozen list {shortlists[0].frozen_hash[:12]} to {out}.")
