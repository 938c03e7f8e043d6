"""``beatwise plan`` and ``beatwise replan``: visits, routes, posts, and what absences change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, SeedOption, WorkspaceOption
from beatwise.cli.planning.planning_options import (
    FirstDayOption,
    OutOption,
    PlanFolderOption,
    TimeLimitOption,
)


def add(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command("plan")(plan)
    app.command("replan")(replan)


def plan(
    hotspots: Annotated[
        list[Path],
        typer.Option(
            "--hotspots", metavar="FILE", help="A list of find --out or brief; repeatable."
        ),
    ],
    team: Annotated[Path, typer.Option("--team", metavar="FILE", help="Who walks (TOML).")],
    first: FirstDayOption,
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="Last day, included.")],
    hours: Annotated[float, typer.Option("--hours", help="Person-hours to plan.")],
    out: OutOption,
    streets: Annotated[
        str | None,
        typer.Option("--streets", metavar="LAYER", help="Gathered streets to walk on."),
    ] = None,
    peaks: Annotated[
        Path | None,
        typer.Option("--peaks", metavar="FILE", help="What beatwise peaks --json printed."),
    ] = None,
    dose: Annotated[
        str, typer.Option("--dose", help="standard, daily, three-a-day or hourly.")
    ] = "standard",
    visit: Annotated[int | None, typer.Option("--visit", help="Minutes a visit.")] = None,
    revisit: Annotated[
        int | None, typer.Option("--revisit", help="Minutes in which one visit is offered.")
    ] = None,
    days_a_week: Annotated[
        int | None, typer.Option("--days-a-week", help="Least days a week on every beat, 0 to 7.")
    ] = None,
    same_place: Annotated[
        float,
        typer.Option(
            "--same-place",
            help="Hot spots of several lists that share more than this of the smaller one's ground "
            "are one place.",
        ),
    ] = 0.25,
    gap: Annotated[
        int | None,
        typer.Option(
            "--gap",
            help="Least minutes from the end of a visit to the next at the same place, whoever "
            "makes it.  [default: three quarters of --revisit, less --visit]",
        ),
    ] = None,
    run_days: Annotated[
        int | None,
        typer.Option(
            "--run-days",
            help="Days in a row, each week, on which every hot spot must be visited; 1 asks "
            "for none.  [default: what the dose says, as far as it can be]",
        ),
    ] = None,
    time_limit: TimeLimitOption = 60.0,
    seed: SeedOption = 1,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Plan patrols: which hot spots, when, by which route, within so many hours."""
    from dataclasses import replace

    from beatwise.cli.output import print_json, progress
    from beatwise.cli.planning.plan_words import leave_with, tell_plan
    from beatwise.journeys.planning.plan import plan as make
    from beatwise.planning.dates import day_of
    from beatwise.planning.dose import preset

    dose_settings = preset(dose)
    if visit is not None:
        dose_settings = replace(dose_settings, visit_minutes=visit, source="set by hand")
    if revisit is not None:
        dose_settings = replace(dose_settings, revisit_minutes=revisit, source="set by hand")
    others = {"days_a_week": days_a_week, "gap_minutes": gap, "run_days": run_days}
    for name, value in others.items():
        if value is not None:
            dose_settings = replace(dose_settings, **{name: value})  # type: ignore[arg-type]
    dose_settings = replace(dose_settings, must_run=run_days is not None)
    with progress("Planning") as advance:
        result = make(
            hotspots,
            team,
            day_of(first, place="--from"),
            day_of(last, place="--to"),
            hours,
            out=out,
            workspace=workspace,
            streets=streets,
            dose=dose_settings,
            peaks=peaks,
            same_place=same_place,
            time_limit=time_limit,
            seed=seed,
            progress=advance,
        )
    if as_json:
        print_json(result.as_json(out))
    else:
        tell_plan(result.plan, out, result.files, result.seconds)
    leave_with(result.plan.unmet, result.interrupted, out, as_json=as_json)


def replan(
    folder: PlanFolderOption,
    absence: Annotated[
        Path, typer.Option("--absence", metavar="FILE", help="Who is away, when and why (TOML).")
    ],
    time_limit: TimeLimitOption = 20.0,
    seed: SeedOption = 1,
    as_json: JsonOption = False,
) -> None:
    """Re-plan around absences with the fewest changes, and say who is affected."""
    from beatwise.cli.output import print_json, progress
    from beatwise.cli.planning.plan_words import leave_with, tell_changes
    from beatwise.journeys.planning.replan import replan as make

    with progress("Planning again") as advance:
        changes = make(folder, absence, time_limit=time_limit, seed=seed, progress=advance)
    if as_json:
        print_json(changes.as_json())
    else:
        tell_changes(changes, folder)
    leave_with(changes.unmet, False, folder, as_json=as_json)
