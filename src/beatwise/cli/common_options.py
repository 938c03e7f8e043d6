"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


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
HERE = Path()


def with_workspace(command: str, workspace: Path) -> str:
    """Return a command to type next, with the workspace it needs when that is not here."""
    if workspace == HERE:
        return command
    folder = f'"{workspace}"' if " " in str(workspace) else str(workspace)
    return f"{command} --workspace {folder}"
