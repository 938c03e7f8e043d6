"""``beatwise simulate``: a county whose truth we know."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import JsonOption, SeedOption
from beatwise.plurals import counted


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("simulate")(simulate)


def simulate(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to make; absent or empty.")
    ],
    towns: Annotated[int, typer.Option("--towns", help="How many market towns.")] = 5,
    months: Annotated[int, typer.Option("--months", help="How many months of incidents.")] = 36,
    seed: SeedOption = 1,
    effect: Annotated[
        float,
        typer.Option(
            "--effect",
            metavar="PCT",
            help="Per cent of incidents that patrols prevent at patrolled hot spots.",
        ),
    ] = 0.0,
    displacement: Annotated[
        float,
        typer.Option(
            "--displacement",
            metavar="PCT",
            help="Per cent of the prevented incidents that happen nearby instead.",
        ),
    ] = 0.0,
    as_json: JsonOption = False,
) -> None:
    """Make an invented county whose truth is known, as the files a real one would give."""
    from beatwise.cli.output import print_json, progress, say
    from beatwise.journeys import simulate as journey
    from beatwise.journeys import simulated_json
    from beatwise.simulation import CountySpec

    spec = CountySpec(towns=towns, months=months, effect=effect, displacement=displacement)
    with progress("Making the county") as advance:
        county = journey.simulate(folder, spec, seed, advance)
    if as_json:
        print_json(simulated_json.as_json(county))
        return
    state = "Made" if county.new else "Already there, unchanged:"
    say(
        f"{state} {len(county.towns)} invented towns ({', '.join(county.towns)}) with "
        f"{counted(county.incidents, 'incident')}, {spec.span.words}; seed {seed}."
    )
    say(
        f"Patrols at {county.patrolled} of {counted(county.hot_spots, 'hot spot')}: "
        f"{counted(county.visits, 'visit')}, "
        f"{counted(county.prevented, 'incident')} prevented, {county.moved:,} moved nearby."
    )
    say(f"Next: read {folder / 'README.txt'}, which says how to gather it.")
