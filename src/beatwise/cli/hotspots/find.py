"""``beatwise find``: the ranked list of hot spots of one area or several."""

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
    with_workspace,
)


if TYPE_CHECKING:
    from beatwise.journeys.hotspots.find import ListRequest
    from beatwise.store.workspace import Workspace


def add(app: typer.Typer) -> None:
    """Add ``find`` to the app."""
    app.command("find")(find)


def find(
    kind: Annotated[
        list[str], typer.Option("--type", help="police.uk category or slug; repeatable.")
    ],
    train: Annotated[str, typer.Option("--train", help="Months to choose on: YYYY-MM:YYYY-MM.")],
    area: Annotated[
        list[str] | None, typer.Option("--area", help="LABEL or LAYER:LABEL; repeatable.")
    ] = None,
    all_towns: Annotated[
        bool,
        typer.Option("--all-towns", help="Every town: --out names a folder for lists and index."),
    ] = False,
    towns_in: Annotated[
        str | None, typer.Option("--towns-in", help="The layer of --all-towns; else towns.")
    ] = None,
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
    cluster: ClusterOption = None,
    seed: SeedOption = 0,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Find hot spots: small places to patrol, ranked, with reasons and limits."""
    from beatwise.cli.hotspots import every_town
    from beatwise.clock import MonthRange
    from beatwise.errors import UsageError
    from beatwise.journeys.hotspots.find import ListRequest

    if out is not None and area and len(area) > 1:
        raise UsageError(
            "one file holds one area's list.", next_step="Use --out with one --area at a time."
        )
    every_town.check_request(area, out, towns_in, cluster, all_towns=all_towns)
    opened = open_without(workspace, without)
    request = ListRequest(
        tuple(kind), MonthRange.parse(train), MonthRange.parse(score) if score else None,
        unit, size, count, seed, why, layer, source,
    )  # fmt: skip
    if out is not None and all_towns:
        every_town.write_lists(opened, request, out, towns_in, cluster, as_json=as_json)
    else:
        _find_areas(opened, area or [], request, out, workspace, as_json=as_json)


def _find_areas(
    opened: Workspace,
    labels: list[str],
    request: ListRequest,
    out: Path | None,
    workspace: Path,
    *,
    as_json: bool,
) -> None:
    from beatwise.cli.hotspots.find_words import show
    from beatwise.cli.output import print_json, progress, say
    from beatwise.hotspots.shortlist.as_json import as_json as run_as_json
    from beatwise.journeys.hotspots.find import find_in
    from beatwise.store.frozen_lists import write_frozen

    shortlists = []
    with progress("Finding hot spots") as advance:
        for done, label in enumerate(labels):
            advance(done, len(labels), label)
            shortlists.append(find_in(opened, opened.area(label), request))
    if out is not None:
        write_frozen(shortlists[0].document, out)
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
