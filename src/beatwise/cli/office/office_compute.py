"""``beatwise office compute``: a measure's series from the workspace, taken into the office."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import (
    HERE,
    JsonOption,
    WithoutOption,
    WorkspaceOption,
    open_without,
)
from beatwise.cli.office.office_tables import ByOption, person_of
from beatwise.plurals import counted


if TYPE_CHECKING:
    from beatwise.accountability.roles import Person
    from beatwise.accountability.tables.computed import Query
    from beatwise.journeys.compute_measures import Computed
    from beatwise.web.paper_tables.outcome import Outcome


COMPUTED = "Worked out from the gathered data."


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
    delivery: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="What beatwise measure wrote: hours and partners' share."),
    ] = None,
    queries: Annotated[
        Path | None, typer.Option(help="A document of own queries, used instead.")
    ] = None,
    months: Annotated[str, typer.Option(help="Only these months: 2025-04:2025-12.")] = "",
    without: WithoutOption = None,
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

    selection = _selection(measures or [], queries, visits, delivery)
    span = MonthRange.parse(months) if months else None
    series = run(
        open_without(workspace, without),
        selection,
        layer=layer,
        file=visits,
        delivery=delivery,
        months=span,
    )
    outcome, key = _take_in(series, person, dry_run=dry_run)
    _report(series, outcome, key, as_json=as_json)


def _selection(
    names: list[str], own: Path | None, visits: Path | None, delivery: Path | None
) -> list[Query]:
    from beatwise.accountability.tables import computed as queries
    from beatwise.errors import MissingData, UsageError

    if own is not None and not own.is_file():
        raise MissingData("there is no such file.", place=str(own), next_step="Check its name.")
    words = own.read_text("utf-8") if own else ""
    every = queries.parse(words, place=str(own)) if own else queries.shipped()
    there = {query.measure: query for query in every}
    if unknown := [name for name in names if name not in there]:
        raise UsageError(
            f"no query gives the measure '{unknown[0]}'.",
            next_step=f"Use one of: {', '.join(there)}.",
        )
    selection = [there[name] for name in names] or list(every)
    if visits is None and any(q.measure in names and q.counts == queries.VISITS for q in selection):
        raise UsageError("patrol hours need a table of visits.", next_step="Add --visits FILE.")
    if delivery is None and any(
        q.measure in names and q.counts == queries.DELIVERY for q in selection
    ):
        raise UsageError(
            "hours on patrol need what beatwise measure wrote.", next_step="Add --delivery DIR."
        )
    return selection


def _take_in(
    series: Sequence[Computed], person: Person, *, dry_run: bool
) -> tuple[Outcome, int | None]:
    from beatwise.errors import BadInput
    from beatwise.web.paper_tables import actions, workspace_measures

    rows = [row for each in series for row in each.rows]
    outcome = workspace_measures.look(rows, by=person)
    if outcome.wrong:
        first = outcome.wrong[0]
        raise BadInput(
            f"{counted(len(outcome.wrong), 'value')} cannot be imported: {first.words}",
            place=f"row {first.row}",
        )
    if dry_run or not outcome.new:
        return outcome, None
    batch = workspace_measures.keep(rows, by=person)
    return outcome, actions.take_in(batch=batch, by=person, reason=COMPUTED).pk


def _report(
    series: Sequence[Computed], outcome: Outcome, key: int | None, *, as_json: bool
) -> None:
    from beatwise.cli.output import print_json

    lines = [
        {
            "measure": each.measure,
            "values": len(each.rows),
            "areas": list(each.areas),
            "months": list(each.months),
            "missing": list(each.missing),
            "records": list(each.records),
            "not_gathered": list(each.not_gathered),
        }
        for each in series
    ]
    if as_json:
        same = outcome.same
        print_json({"import": key, "new": len(outcome.new), "same": same, "measures": lines})
        return
    for one in series:
        span = f"{one.months[0]} to {one.months[-1]}" if one.months else "no months"
        values, areas = counted(len(one.rows), "value"), counted(len(one.areas), "area")
        print(f"{one.measure}: {values}, {areas}, {span}")
        if one.missing:
            print(f"  not gathered, so missing: {', '.join(one.missing)}")
        for note in one.records:
            print(f"  {note}")
        if one.not_gathered:
            areas = counted(len(one.not_gathered), "area")
            names = ", ".join(one.not_gathered[:6]) + (" …" if len(one.not_gathered) > 6 else "")
            print(f"  not on the ground of a gathered force, so missing: {areas} ({names})")
    print(f"{len(outcome.new)} are new, {outcome.same} were there already.")
    if key is not None:
        print(f"Import {key}.")
