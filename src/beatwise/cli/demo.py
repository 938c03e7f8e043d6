"""``beatwise demo``: the main job on an invented county, set up from nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.options import JsonOption


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("demo")(demo)


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="The folder to make it in.")
    ] = Path("demo"),
    as_json: JsonOption = False,
) -> None:
    """Make an invented county, find its hot spots and write a brief for each town."""
    from beatwise.cli.output import print_json, progress, say
    from beatwise.cli.towns_words import show
    from beatwise.journeys import demo as journey

    with progress("Demo") as advance:
        made = journey.demo(out, advance)
    if as_json:
        print_json(
            {
                "folder": str(made.folder),
                "workspace": str(made.workspace.path),
                "lists": [str(path) for path in made.lists],
                "briefs": [str(written.path) for written in made.briefs],
            }
        )
        return
    show(made.towns, workspace=made.workspace.path)
    say("")
    say(f"An invented county stands in {made.folder}: every town, street and incident is made up.")
    say(f"  {len(made.lists)} frozen lists of hot spots in {made.folder / 'lists'}")
    say(f"  {len(made.briefs)} pages, PDFs and sheets in {made.folder / 'briefs'}")
    first = next(written.path for written in made.briefs if written.path.suffix == ".html")
    say(f"Next: open {first} in a browser, or look further yourself:")
    say(f"  beatwise ledger --workspace {made.workspace.path}")
