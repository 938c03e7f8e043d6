"""``beatwise ledger``: what is there and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption
from beatwise.cli.gather.ledger_lines import MonthLine, lines_of, odd_as_json, odd_lines_of
from beatwise.cli.gather.ledger_lines import as_json as line_as_json
from beatwise.plurals import counted


if TYPE_CHECKING:
    from rich.console import Console

    from beatwise.records.odd_months.odd_month import OddMonth
    from beatwise.store.workspace import Workspace


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("ledger")(ledger)


def ledger(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Show by force and month what was gathered, what is missing and what is odd."""
    from beatwise.cli.output import print_json
    from beatwise.journeys.home_forces.settle_ground import settle_ground
    from beatwise.store.workspace import Workspace

    opened = Workspace.open(workspace)
    settle_ground(opened)
    lines, odd = lines_of(opened), odd_lines_of(opened)
    if as_json:
        print_json(
            {
                "name": opened.name,
                "ledger": [line_as_json(line) for line in lines],
                "odd_months": [odd_as_json(one) for one in odd],
                "items": _items(opened),
            }
        )
    else:
        _print(opened, lines, odd)


def _items(workspace: Workspace) -> list[dict[str, object]]:
    return [
        {
            "kind": item.kind,
            "name": item.name,
            "rows": item.provenance.rows_out,
            "source": item.provenance.source,
            "licence": item.provenance.licence,
            "gathered": item.provenance.gathered,
            "sha256": item.provenance.sha256,
        }
        for item in workspace.catalogue.items.values()
    ]


def _print(workspace: Workspace, lines: list[MonthLine], odd: list[OddMonth]) -> None:
    from rich.console import Console

    from beatwise.cli.output import tell

    console = Console(markup=False, highlight=False)
    console.print(f"Workspace '{workspace.name}'")
    for force in dict.fromkeys(line.force for line in lines):
        _months(console, force, [line for line in lines if line.force == force])
        _odd(console, [one for one in odd if one.force == force])
    if lines:
        missing = sum(not line.present for line in lines)
        console.print(
            f"{missing} of {counted(len(lines), 'force-month')} "
            f"{'is' if missing == 1 else 'are'} missing. Missing is not zero."
            if missing
            else "No month is missing between the first and the last."
        )
        console.print("ASB rows are incidents, the others crimes: the two are never added.")
        repeats = sum(line.counts["repeats"] or 0 for line in lines)
        if repeats:
            console.print(
                f"{counted(repeats, 'row')} {'repeats' if repeats == 1 else 'repeat'} a record "
                "that is counted already: left out of every count."
            )
        if any(line.counts["duplicates"] for line in lines):
            console.print("Same ID: counted, for the ID comes again at another place or type.")
        if any(line.present and line.counts["outside"] is None for line in lines):
            console.print("? not checked: gather the police force areas to count points outside.")
    for item in workspace.catalogue.items.values():
        rows = counted(item.provenance.rows_out, "row")
        console.print(f"{item.kind} '{item.name}': {rows}, {item.provenance.source}")
    if not lines and not workspace.catalogue.items:
        tell("Nothing has been gathered. Next: beatwise gather police-uk FOLDER")


_HEADS = ("Month", "Rows", "ASB", "No place", "Outside", "Repeats", "Same ID", "Restated", "LSOAs")


def _months(console: Console, force: str, lines: list[MonthLine]) -> None:
    from beatwise.cli.text_layout import fits, head, listed, long_table

    head(console, force)
    rows = [_cells(run) for run in _runs(lines)]
    if fits(_HEADS, rows, console):
        console.print(long_table(_HEADS, rows, console), soft_wrap=True)
        return
    words = ("rows", "ASB", "no place", "outside", "repeats", "same ID", "restated", "LSOAs of")
    for month, *cells in rows:
        parts = [f"{w} {c}" for w, c in zip(words, cells, strict=True) if c]
        parts = [cells[0]] if cells[0] == "missing" else parts
        listed(console, [f"{month}: {', '.join(parts)}"])


def _odd(console: Console, odd: list[OddMonth]) -> None:
    from beatwise.cli.text_layout import listed

    if odd:
        console.print("Out of line with the months around (leave out with --without YYYY-MM):")
        listed(console, [one.sentence for one in odd])


def _runs(lines: list[MonthLine]) -> list[list[MonthLine]]:
    """Put missing months that follow one another together; every other month stands alone."""
    runs: list[list[MonthLine]] = []
    for line in lines:
        if runs and not line.present and not runs[-1][0].present:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _cells(run: list[MonthLine]) -> list[str]:
    line = run[0]
    if not line.present:
        span = line.month if len(run) == 1 else f"{line.month} to {run[-1].month}"
        return [span, "missing", *[""] * 7]
    cells = ["?" if count is None else f"{count:,}" for count in line.counts.values()]
    return [line.month, *cells, str(line.vintage or "?")]
