"""``beatwise atlas``: what a programme in each town could ever tell."""

from __future__ import annotations

from pathlib import Path
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
from beatwise.plurals import counted


def add(app: typer.Typer) -> None:
    """Add ``atlas`` to the app."""
    app.command("atlas")(atlas)


def atlas(
    kind: Annotated[
        list[str], typer.Option("--type", help="police.uk category or slug; repeatable.")
    ],
    train: Annotated[str, typer.Option("--train", help="Months to count: YYYY-MM:YYYY-MM.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write into.")],
    towns_in: Annotated[
        str | None, typer.Option("--towns-in", help="The layer of towns; else towns.")
    ] = None,
    without: WithoutOption = None,
    cluster: ClusterOption = None,
    seed: SeedOption = 0,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write the smallest fall that patrols in each town could tell, by hours and months."""
    from beatwise.cli.output import print_json, progress, say
    from beatwise.clock import MonthRange
    from beatwise.compute.cluster_option import spread_over
    from beatwise.journeys.hotspots.every_town.atlas_files import PAGE, TABLE, write_power_atlas

    opened, months = open_without(workspace, without), MonthRange.parse(train)
    with spread_over(cluster) as spread, progress("Comparing towns") as advance:
        towns = write_power_atlas(
            opened, kind, months, out, layer=towns_in, seed=seed, spread=spread, progress=advance
        )
    left_out = [town for town in towns if town.reason]
    if as_json:
        reasons = [{"area": town.label, "reason": town.reason} for town in left_out]
        print_json({"out": str(out), "towns": len(towns), "left_out": reasons})
        return
    print(f"Wrote {TABLE} and {PAGE} of {counted(len(towns) - len(left_out), 'town')} to {out}.")
    if left_out:
        say(f"{counted(len(left_out), 'town')} left out: {PAGE} says why.")
