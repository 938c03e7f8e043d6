"""``beatwise evaluate``: run a locked protocol, and make its result again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import (
    HERE,
    JsonOption,
    WithoutOption,
    WorkspaceOption,
    open_without,
)


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("evaluate")(evaluate)


def evaluate(
    protocol: Annotated[
        Path, typer.Argument(metavar="PROTOCOL", help="protocol.toml, or the folder it is in.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write into.")],
    again: Annotated[
        bool, typer.Option("--again", help="Make every file again from the saved result in --out.")
    ] = False,
    look: Annotated[
        str | None,
        typer.Option("--look", metavar="YYYY-MM", help="A look that the protocol planned."),
    ] = None,
    visits: Annotated[
        Path | None, typer.Option("--visits", metavar="FILE", help="Delivered visits, as CSV.")
    ] = None,
    unit_costs: Annotated[
        Path | None,
        typer.Option("--unit-costs", metavar="FILE", help="What incidents cost (TOML)."),
    ] = None,
    deposited: Annotated[
        str | None,
        typer.Option(
            "--deposited", metavar="HASH", help="Refuse unless the lock has this hash or seal."
        ),
    ] = None,
    without: WithoutOption = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Evaluate a protocol once its last outcome month is there."""
    from beatwise.cli.output import print_json, progress
    from beatwise.clock import Month
    from beatwise.journeys.evaluation import evaluate as journey

    with progress("Evaluating") as advance:
        if again:
            done = journey.again(protocol, out, advance)
        else:
            done = journey.evaluate_protocol(
                open_without(workspace, without),
                protocol,
                out,
                look=Month.parse(look) if look else None,
                visits=visits,
                costs=unit_costs,
                deposited=deposited,
                progress=advance,
            )
    if as_json:
        print_json({k: v for k, v in done.document.items() if k != "made_from"})
        return
    for mark in done.result.standing.marks:
        print(mark)
    print(done.result.words)
    if done.result.spread is not None:
        print(done.result.spread.words)
    print(f"Maryland scale {done.result.strength.level} of 5: {done.result.strength.reason}.")
    print(f"Read {out / 'result.html'}")
