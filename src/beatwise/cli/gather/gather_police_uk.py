"""``beatwise gather police-uk`` and ``beatwise gather lookup``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption
from beatwise.plurals import counted


if TYPE_CHECKING:
    from beatwise.journeys.gather.police_uk import Gathered


def add_to(app: typer.Typer) -> None:
    """Add the commands to the ``gather`` group."""
    app.command("police-uk")(police_uk)
    app.command("lookup")(lookup)


def police_uk(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="A CSV, a .csv.gz, a folder of months, a zip, the http(s) address of one, or "
            "YYYY-MM for the national archive of that month.",
        ),
    ],
    force: Annotated[
        list[str] | None, typer.Option("--force", help="Only this force; may be repeated.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Gather street-level files of data.police.uk: all of them, or nothing."""
    from beatwise.cli.output import print_json, progress, say
    from beatwise.journeys.gather import police_uk_json
    from beatwise.journeys.gather.downloads import local
    from beatwise.journeys.gather.police_uk import gather_police_uk
    from beatwise.store.workspace import Workspace

    opened = Workspace.open(workspace)
    with progress("Downloading") as advance:
        paths = [local(opened, source, advance) for source in sources]
    with progress("Gathering") as advance:
        done = gather_police_uk(opened, paths, force or [], advance)
    for note in done.notes:
        say(note)
    if as_json:
        print_json(police_uk_json.as_json(done))
    else:
        _print(done)


def lookup(
    file: Annotated[Path, typer.Argument(help="The ONS lookup of LSOA 2011 to LSOA 2021.")],
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Gather the lookup that turns LSOA codes of 2011 into those of 2021."""
    from beatwise.cli.output import print_json
    from beatwise.journeys.gather.lookup import LSOA_LOOKUP, gather_lsoa_lookup
    from beatwise.store.workspace import Workspace

    changed = gather_lsoa_lookup(Workspace.open(workspace), file)
    if as_json:
        print_json({"lookup": LSOA_LOOKUP, "changed": changed})
    else:
        print("Gathered the lookup." if changed else "Nothing new: the lookup is here already.")


def _print(done: Gathered) -> None:
    from beatwise.cli.output import tell
    from beatwise.journeys.gather.police_uk_json import restated_as_json

    if not done.added:
        print(f"Nothing new: {counted(done.unchanged, 'month')} gathered before, all unchanged.")
        return
    forces = sorted({entry.force for entry in done.added})
    months, rows = counted(len(done.added), "month"), counted(done.rows, "row")
    print(f"Gathered {months}, {rows}, of {', '.join(forces)}.")
    if done.unchanged:
        print(f"Left as they are: {counted(done.unchanged, 'month')} gathered before.")
    for restated in done.restated:
        as_words = restated_as_json(restated)
        print(
            "Restated: {force} {month}: {added} rows added, {removed} removed, {changed} changed "
            "({outcome} in outcome, {place} in place, {type} in type). "
            "{now} is now used for {was}.".format(**as_words)
        )
    tell("Next: beatwise ledger")
