"""``beatwise ledger``: what is there and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption
from beatwise.cli.gather.ledger_lines import MonthLine, lines_of
from beatwise.cli.gather.ledger_lines import as_json as line_as_json
from beatwise.plurals import counted


if TYPE_CHECKING:
    from rich.console import Console

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
    lines = lines_of(opened)
    if as_json:
        print_json(
            {
                "name": opened.name,
                "ledger": [line_as_json(line) for line in lines],
                "items": _items(opened),
            }
        )
    else:
        _print(opened, lines)


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


def _print(workspace: Workspace, lines: list[MonthLine]) -> None:
    from rich.console import Console

    from beatwise.cli.output import tell

    console = Console(markup=False, highlight=False)
    console.print(f"Workspace '{workspace.name}'")
    for force in dict.fromkeys(line.force for line in lines):
        _months(console, force, [line for line in lines if line.force == force])
    if lines:
        missing = sum(not line.present for line in lines)
        console.print(
            f"{missing} of {counted(len(lines), 'force-month')} "
            f"{'is' if missing == 1 else 'are'} missing. Missing is not zero."
            if missing
            else "No month is missing between the first and the last."
        )
        console.print("ASB rows are incidents, the others crimes: the two are never added.")
        if any(line.present and line.counts["outside"] is None for line in lines):
            console.print("? not checked: gather the police force areas to count points outside.")
    for item in workspace.catalogue.items.values():
        rows = counted(item.provenance.rows_out, "row")
        console.print(f"{item.kind} '{item.name}': {rows}, {item.provenance.source}")
    if not lines and not workspace.catalogue.items:
        tell("Nothing has been gathered. Next: beatwise gather police-uk FOLDER")


_HEADS = ("Month", "Rows", "ASB", "No place", "Outside", "Same ID", "Restated", "LSOAs")


def _months(console: Console, force: str, lines: list[MonthLine]) -> None:
    from beatwise.cli.text_layout import fits, head, listed, table

    head(console, force)
    rows = [_cells(run) for run in _runs(lines)]
    if fits(_HEADS, rows, console):
        console.print(table(_HEADS, rows, console))
        return
    words = ("rows", "ASB", "no place", "outside", "same ID", "restated", "LSOAs of")
    for month, *cells in rows:
        parts = [f"{w} {c}" for w, c in zip(words, cells, strict=True) if c]
        parts = [cells[0]] if cells[0] == "missing" else parts
        listed(console, [f"{month}: {', '.join(parts)}"])


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
        return [span, "missing", *[""] * 6]
    cells = ["?" if count is None else f"{count:,}" for count in line.counts.values()]
    return [line.month, *cells, str(line.vintage or "?")]
