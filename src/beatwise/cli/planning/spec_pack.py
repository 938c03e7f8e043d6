"""``beatwise spec-pack``: the specification and pricing schedule of a plan."""

from __future__ import annotations

import typer

from beatwise.cli.common_options import JsonOption
from beatwise.cli.planning.planning_options import OutOption, PlanFolderOption


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("spec-pack")(spec_pack)


def spec_pack(
    plan: PlanFolderOption,
    out: OutOption,
    as_json: JsonOption = False,
) -> None:
    """Write a plan's specification (Word and PDF) and pricing schedule (spreadsheet)."""
    from beatwise.cli.output import print_json, say
    from beatwise.journeys.planning.spec_pack import spec_pack as make

    pack = make(plan, out=out)
    if as_json:
        print_json(pack.as_json())
        return
    hours = sum(lot.hours_month for lot in pack.lots)
    say(f"{len(pack.lots)} lots, {hours:,.0f} person-hours a month.")
    say(f"Not checked yet: {', '.join(pack.unchecked) or 'nothing'}.")
    say(f"Wrote {', '.join(pack.files)} to {out}.")
