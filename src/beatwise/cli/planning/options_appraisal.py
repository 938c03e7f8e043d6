"""``beatwise options``: who could walk, what it costs, and what else the money buys."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import JsonOption
from beatwise.cli.planning.planning_options import OutOption
from beatwise.plurals import counted


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("options")(options)


def options(
    inputs: Annotated[
        Path, typer.Option("--inputs", metavar="FILE", help="Figures with sources (TOML).")
    ],
    out: OutOption,
    date: Annotated[
        str | None, typer.Option("--date", help="The date printed, YYYY-MM-DD.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Compare ways to deliver patrols, and the same money on other things."""
    from beatwise.cli.output import print_json, say
    from beatwise.journeys.planning.options import options as make
    from beatwise.planning.dates import day_of

    appraised = make(inputs, out=out, date=None if date is None else day_of(date, place="--date"))
    if as_json:
        print_json(appraised.as_json())
        return
    for one in appraised.worked:
        per = ""
        if one.per_hour:
            low, middle, high = one.per_hour
            per = f", £{middle:.2f} a delivered hour (£{low:.2f} to £{high:.2f})"
        say(f"{one.option.name}: £{one.cost.central:,.0f} a year{per}.")
    marks = sum(len(one.marks) for one in appraised.worked)
    say(f"{marks} figures are unsourced or not checked; every output marks them.")
    say(f"Wrote {counted(len(appraised.files), 'file')} to {out}: comparison.pdf is the one page.")
