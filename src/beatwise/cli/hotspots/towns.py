"""``beatwise towns``: candidate towns side by side, and hours shared between them."""

from __future__ import annotations

from typing import Annotated

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


def add(app: typer.Typer) -> None:
    """Add ``towns`` to the app."""
    app.command("towns")(towns)


def towns(
    kind: Annotated[
        list[str], typer.Option("--type", help="police.uk category or slug; repeatable.")
    ],
    hours: Annotated[
        float,
        typer.Option("--hours", help="Patrol hours to share, for the period you mean."),
    ],
    area: Annotated[
        list[str] | None, typer.Option("--area", help="A candidate; repeatable.")
    ] = None,
    every: Annotated[
        bool,
        typer.Option("--all", help="Every area of the layer of towns: so also without --area."),
    ] = False,
    layer: Annotated[
        str | None, typer.Option("--layer", help="Every area of this layer is a candidate.")
    ] = None,
    train: Annotated[
        str | None,
        typer.Option(
            "--train", help="Months to count: YYYY-MM:YYYY-MM; else the last twelve that all have."
        ),
    ] = None,
    minimum: Annotated[
        float, typer.Option("--minimum", help="The least hours a chosen town gets.")
    ] = 6.0,
    each: Annotated[
        float, typer.Option("--each", help="The least hours that cover one hot spot.")
    ] = 3.0,
    count: Annotated[int, typer.Option("--count", help="Hot spots a town at most.")] = 5,
    without: WithoutOption = None,
    cluster: ClusterOption = None,
    everywhere: Annotated[
        bool,
        typer.Option("--everywhere", help="List also the areas on ground that was not gathered."),
    ] = False,
    seed: SeedOption = 0,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Compare candidate towns and share patrol hours between them by a stated rule."""
    from beatwise.cli.hotspots.towns_words import show
    from beatwise.cli.output import print_json, progress
    from beatwise.compute.cluster_option import spread_over
    from beatwise.errors import UsageError
    from beatwise.hotspots.towns.as_json import as_json as as_values
    from beatwise.journeys.hotspots.towns import towns as compare

    if area and (every or layer is not None):
        raise UsageError(
            "named candidates and every area of a layer exclude each other.",
            next_step="Give --area, or else --all or --layer.",
        )
    with spread_over(cluster) as spread, progress("Comparing towns") as advance:
        between = compare(
            open_without(workspace, without),
            kind,
            hours,
            train,
            areas=area or (),
            layer=layer,
            minimum=minimum,
            hours_each=each,
            count=count,
            seed=seed,
            spread=spread,
            progress=advance,
        )
    if as_json:
        print_json(as_values(between))
    else:
        show(between, workspace=workspace, everywhere=everywhere)
