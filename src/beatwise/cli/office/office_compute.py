"""``beatwise office compute``: a measure's series from the workspace, taken into the office."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption
from beatwise.cli.office.office_tables import ByOption, person_of


def add(group: typer.Typer) -> None:
    """Add the command to ``beatwise office``."""
    group.command("compute")(compute)


def compute(
    by: ByOption,
    measures: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MEASURE]...", help="Measures to work out; all that can be."),
    ] = None,
    layer: Annotated[
        str, typer.Option(help="The layer of areas to count in, instead of the queries' own.")
    ] = "",
    visits: Annotated[
        Path | None,
        typer.Option(help="A table of patrol visits: hot_spot, start, minutes, grade."),
    ] = None,
    queries: Annotated[
        Path | None, typer.Option(help="A document of own queries, used instead.")
    ] = None,
    months: Annotated[str, typer.Option(help="Only these months: 2025-04:2025-12.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")
    ] = False,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Count incidents by town, and patrol hours by place, and take them in as observations.

    A month that was not gathered stays missing. Values that are there already are left; a file that
    was gathered again gives a newer vintage beside the first.
    """
    person = person_of(workspace, by)
    from beatwise.clock import MonthRange
    from beatwise.journeys.compute_measures import compute as run
    from beatwise.store.workspace import Workspace

    wanted = _wanted(measures or [], queries, visits)
    span = MonthRange.parse(months) if months else None
    made = run(Workspace.open(workspace), wanted, layer=layer, file=visits, months=span)
    found, key = _take_in(made, person, dry_run=dry_run)
    _tell(made, found, key, as_json=as_json)


def _wanted(names: list[str], own: Path | None, visits: Path | None) -> list[Any]:
    from beatwise.accountability.tables import computed as queries
    from beatwise.errors import MissingData, UsageError

    if own is not None and not own.is_file():
        raise MissingData("there is no such file.", place=str(own), next_step="Check its name.")
    words = own.read_text("utf-8") if own else ""
    known = queries.parse(words, place=str(own)) if own else queries.shipped()
    there = {query.measure: query for query in known}
    if unknown := [name for name in names if name not in there]:
        raise UsageError(
            f"no query gives the measure '{unknown[0]}'.",
            next_step=f"Use one of: {', '.join(there)}.",
        )
    wanted = [there[name] for name in names] or list(known)
    if visits is None and any(q.measure in names and q.counts == queries.VISITS for q in wanted):
        raise UsageError("patrol hours need a table of visits.", next_step="Add --visits FILE.")
    return wanted


def _take_in(made: Any, person: Any, *, dry_run: bool) -> tuple[Any, int | None]:
    from beatwise.errors import BadInput
    from beatwise.web.paper_tables import actions, workspace_measures

    found = workspace_measures.look([row for each in made for row in each.rows], by=person)
    if found.wrong:
        first = found.wrong[0]
        raise BadInput(
            f"{len(found.wrong)} values cannot be taken in: {first.words}",
            place=f"row {first.row}",
        )
    if dry_run or not found.new:
        return found, None
    batch = workspace_measures.keep([row for each in made for row in each.rows], by=person)
    return found, actions.take_in(batch=batch, by=person).pk


def _tell(made: Any, found: Any, key: int | None, *, as_json: bool) -> None:
    from beatwise.cli.output import print_json

    told = [
        {
            "measure": each.measure,
            "values": len(each.rows),
            "areas": list(each.areas),
            "months": list(each.months),
            "missing": list(each.missing),
        }
        for each in made
    ]
    if as_json:
        same = found.same
        print_json({"import": key, "new": len(found.new), "same": same, "measures": told})
        return
    for each in told:
        span = f"{each['months'][0]} to {each['months'][-1]}" if each["months"] else "no months"
        print(f"{each['measure']}: {each['values']} values, {len(each['areas'])} areas, {span}")
        if each["missing"]:
            print(f"  not gathered, so missing: {', '.join(each['missing'])}")
    print(f"{len(found.new)} are new, {found.same} were there already.")
    if key is not None:
        print(f"Import {key}.")
