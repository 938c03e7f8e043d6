"""``beatwise handover``: a whole office in open formats, and back into an empty one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption


if TYPE_CHECKING:  # the office's packages may be missing until a command needs them
    from collections.abc import Mapping


FolderArgument = Annotated[Path, typer.Argument(metavar="FOLDER", help="The package.")]


def add(app: typer.Typer) -> None:
    """Add the commands to the app."""
    group = typer.Typer(no_args_is_help=True, help="Hand an office over to whoever succeeds it.")
    group.command("export")(export)
    group.command("import")(import_package)
    app.add_typer(group, name="handover")


def export(
    folder: FolderArgument, workspace: WorkspaceOption = HERE, as_json: JsonOption = False
) -> None:
    """Write everything an office holds into a folder: JSON lines, CSV, files, definitions, papers.

    A run that was stopped goes on when the command is given again. A public site that cannot be
    read is left out and named.
    """
    from beatwise.cli.office.office_start import start
    from beatwise.cli.output import progress, tell

    start(workspace, there=True)
    from beatwise.web.keeping.handover.package_export import export as run
    from beatwise.web.keeping.handover.package_files import NOT_HERE

    with progress("Writing tables") as advance:
        digests = run(folder, advance)
    if (folder / NOT_HERE).is_file():
        tell((folder / NOT_HERE).read_text("utf-8").strip())
    _tell(digests, f"Wrote {folder}. Check it with: sha256sum --check SHA256SUMS", as_json)


def import_package(
    folder: FolderArgument,
    key: Annotated[
        Path | None, typer.Option(help="The signing.pub of the office that gave the package.")
    ] = None,
    unsigned: Annotated[
        str,
        typer.Option(
            metavar="WHY",
            help="Why you trust a package that nobody vouches for; goes into the history.",
        ),
    ] = "",
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Import a package into an empty office, on either database; a damaged one ends with 10.

    An import that was stopped goes on when the command is given again.
    """
    from beatwise.cli.office.office_start import need_web
    from beatwise.cli.output import progress

    need_web()
    from beatwise.web.start import start

    start(workspace, half_imported=True)
    from beatwise.web.keeping import office_key
    from beatwise.web.keeping.handover.package_import import import_package as run

    public = office_key.public_key_in(key) if key else None
    with progress("Reading tables") as advance:
        digests = run(folder, advance, key=public, unsigned=unsigned.strip())
    _tell(digests, f"Imported {folder}. Every table is what it was.", as_json)


def _tell(digests: Mapping[str, Mapping[str, object]], words: str, as_json: bool) -> None:
    from beatwise.cli.output import print_json

    if as_json:
        print_json(digests)
        return
    rows = sum(int(str(digest["rows"])) for digest in digests.values())
    print(f"{len(digests)} tables with {rows:,} rows.")
    print(words)
