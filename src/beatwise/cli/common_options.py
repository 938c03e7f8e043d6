"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer


if TYPE_CHECKING:
    from beatwise.store.workspace import Workspace

WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace",
        "-w",
        envvar="BEATWISE_WORKSPACE",
        help="The workspace folder.",
        show_default=True,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]
SeedOption = Annotated[int, typer.Option("--seed", help="Seed of everything drawn at random.")]
WithoutOption = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="YYYY-MM",
        help="Leave this month out and state it in the results; repeatable.",
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS|local:N",
        help="Spread the work over N processes, or over a Dask scheduler's workers.",
    ),
]
HERE = Path()


def with_workspace(command: str, workspace: Path) -> str:
    """Return a command to type next, with the workspace it needs when that is not here."""
    if workspace == HERE:
        return command
    folder = f'"{workspace}"' if " " in str(workspace) else str(workspace)
    return f"{command} --workspace {folder}"


def open_without(workspace: Path, months: Sequence[str] | None) -> Workspace:
    """Open a workspace as if these months, ``YYYY-MM``, had not been gathered.

    Raises ``UsageError`` for a month that is not there, or that is none.
    """
    from beatwise.clock import Month
    from beatwise.store.workspace import Workspace

    return Workspace.open(workspace).without([Month.parse(month) for month in months or ()])
