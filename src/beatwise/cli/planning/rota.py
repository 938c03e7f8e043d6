"""``beatwise rota``: who works when and where."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import JsonOption, SeedOption
from beatwise.cli.planning.planning_options import (
    FirstDayOption,
    OutOption,
    TimeLimitOption,
)


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("rota")(rota)


def rota(
    team: Annotated[Path, typer.Option("--team", metavar="FILE", help="Who can work (TOML).")],
    posts: Annotated[Path, typer.Option("--posts", metavar="FILE", help="Places to fill (TOML).")],
    first: FirstDayOption,
    weeks: Annotated[int, typer.Option("--weeks", help="1 to 13.")],
    out: OutOption,
    roster: Annotated[
        Path | None,
        typer.Option("--roster", metavar="FILE", help="A roster that exists; taken as it is."),
    ] = None,
    fill: Annotated[
        bool, typer.Option("--fill", help="Fill the empty places of --roster.")
    ] = False,
    time_limit: TimeLimitOption = 30.0,
    solver: Annotated[
        str, typer.Option("--solver", help="auto, highs, or cp-sat (the [rota] extra).")
    ] = "auto",
    seed: SeedOption = 1,
    as_json: JsonOption = False,
) -> None:
    """Fill a rota: every post, the rules of rest, then as few faces a beat as can be."""
    from beatwise.cli.output import print_json, progress
    from beatwise.cli.planning.plan_words import leave_with, tell_rota
    from beatwise.errors import UsageError
    from beatwise.journeys.planning.rota import rota as make
    from beatwise.planning.dates import day_of

    if solver not in ("auto", "highs", "cp-sat"):
        raise UsageError(f"'{solver}' is not a solver.", place="--solver")
    with progress("Filling the rota") as advance:
        rostered = make(
            team,
            posts,
            day_of(first, place="--from"),
            weeks,
            out=out,
            roster=roster,
            fill=fill,
            time_limit=time_limit,
            seed=seed,
            use=solver,
            progress=advance,
        )
    if as_json:
        print_json(rostered.as_json())
    else:
        tell_rota(rostered.rota, out, rostered.files, rostered.seconds)
    leave_with(rostered.unmet, False, out, as_json=as_json)
