"""``beatwise check``: is the workspace what was gathered, and repair it where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption


if TYPE_CHECKING:
    from rich.console import Console

    from beatwise.journeys.upkeep.workspace_check import WorkspaceCheck

_MOST_STRAYS = 20


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("check")(check)


def check(
    mend: Annotated[
        bool,
        typer.Option("--mend", help="Gather again what is damaged, where its source still is."),
    ] = False,
    lists: Annotated[
        list[Path] | None,
        typer.Option(
            "--list",
            metavar="PATH",
            help="A frozen list, or a folder of them, to check as well; may be repeated.",
        ),
    ] = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> int:
    """Check every byte of the workspace, its catalogue, provenance and frozen lists.

    Leaves with 0 when all is as it was gathered, and with 10 when something is damaged.
    """
    from beatwise.cli.output import print_json
    from beatwise.journeys.upkeep import workspace_check_json
    from beatwise.journeys.upkeep.workspace_check import check_workspace

    report = check_workspace(workspace, mend=mend, lists=lists or [])
    if as_json:
        print_json(workspace_check_json.as_json(report))
    else:
        _print(report)
    return 0 if report.whole else 10


def _print(report: WorkspaceCheck) -> None:
    from rich.console import Console as Terminal

    from beatwise.cli.text_layout import listed, table

    console = Terminal(markup=False, highlight=False)
    console.print(f"Workspace '{report.name}'" if report.name else str(report.workspace))
    damaged = [fault.kind for fault in report.files]
    rows = [
        [kind, f"{count:,}", f"{damaged.count(kind):,}"] for kind, count in report.counts.items()
    ]
    if rows:
        console.print(table(("Kind", "Files", "Damaged"), rows, console))
    listed(console, report.mended, "+")
    listed(console, report.not_mended, "!")
    if report.catalogue:
        listed(console, [f"Catalogue: {report.catalogue}"], "!")
    for fault in report.files:
        listed(console, [f"{fault.name}: {fault.fault}."], "!")
        console.print(f"  {fault.file}, from {fault.source}", soft_wrap=True)
        console.print(f"  {fault.command}", soft_wrap=True)
    _print_lists(console, report)
    _print_strays(console, report)
    console.print(_verdict(report), soft_wrap=True)


def _print_lists(console: Console, report: WorkspaceCheck) -> None:
    from beatwise.cli.text_layout import listed

    for one in report.lists:
        if one.fault:
            listed(console, [f"{one.file}: {one.fault}"], "!")
        elif one.restated:
            sources = ", ".join(one.restated)
            words = f"{one.file} was frozen from files that others have replaced since: {sources}."
            listed(console, [words], "*")
    if report.lists:
        current = sum(not (one.fault or one.restated) for one in report.lists)
        console.print(
            f"{current} of {len(report.lists)} frozen lists are from the data as it is now."
        )


def _print_strays(console: Console, report: WorkspaceCheck) -> None:
    from beatwise.cli.text_layout import listed

    if not report.strays:
        return
    console.print("Not part of the workspace, and left as they are:")
    listed(console, report.strays[:_MOST_STRAYS])
    if len(report.strays) > _MOST_STRAYS:
        console.print(f"  and {len(report.strays) - _MOST_STRAYS} more")


def _verdict(report: WorkspaceCheck) -> str:
    from beatwise.store.files.file_seals import mending_command

    if report.whole:
        return "Every file is what was gathered."
    if report.not_mended or report.mended:
        return "What is still damaged must be gathered again, by the commands above."
    return f"Next: {mending_command(report.workspace)}"
