"""``beatwise init``: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import JsonOption


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("init")(init)


def init(
    path: Annotated[Path, typer.Argument(help="The folder to make.")],
    name: Annotated[str, typer.Option("--name", help="What to call it, in reports.")],
    as_json: JsonOption = False,
) -> None:
    """Make an empty workspace."""
    from beatwise.cli.output import print_json
    from beatwise.store.workspace import Workspace

    workspace = Workspace.create(path, name)
    if as_json:
        print_json({"workspace": str(workspace.path), "name": workspace.name})
    else:
        print(f"Made the workspace '{name}' in {path}.")
        print(f"Next: beatwise gather police-uk FOLDER --workspace {path}")
