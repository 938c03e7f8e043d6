"""``beatwise publish``: the public site, prepared by one person and released by another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption, with_workspace
from beatwise.cli.office.office_tables import ByOption, person_of


def add(app: typer.Typer) -> None:
    """Add the commands to the app."""
    group = typer.Typer(no_args_is_help=True, help="Publish what was released as a public site.")
    group.command("prepare")(prepare)
    group.command("release")(release)
    group.command("words")(words)
    group.command("copy")(copy)
    app.add_typer(group, name="publish")


def prepare(
    by: ByOption,
    address: Annotated[
        str, typer.Option(help="Where the site will be, for its feed: https://www.example.org")
    ] = "http://127.0.0.1:8001",
    date: Annotated[str, typer.Option(help="The day of the edition, YYYY-MM-DD; or today.")] = "",
    languages: Annotated[
        list[Path] | None,
        typer.Option(
            "--language",
            metavar="FILE",
            help="A catalogue of a second language (TOML); repeatable.",
        ),
    ] = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Make an edition of the public site as a draft, for another person to release."""
    import datetime as dt

    from beatwise.cli.output import print_json
    from beatwise.errors import UsageError

    try:
        day = dt.date.fromisoformat(date) if date else dt.date.today()
    except ValueError as error:
        raise UsageError(f"'{date}' is no day.", next_step="Write: --date 2026-06-15") from error
    person = person_of(workspace, by)
    from beatwise.web.publicsite import actions
    from beatwise.web.publicsite.translation import read_catalogue

    catalogues = [read_catalogue(path) for path in languages or ()]
    head = actions.prepare(address=address, day=day, by=person, catalogues=catalogues)
    if as_json:
        print_json({"edition": head.number, "day": head.day, "digest": head.digest})
        return
    print(f"Prepared edition {head.number} of {head.day}: {head.digest[:16]}")
    again = with_workspace("beatwise publish release --by ADDRESS", workspace)
    print(f"Next, another person: {again}")


def release(
    by: ByOption,
    role: Annotated[
        str, typer.Option(help="On PostgreSQL: the role with which the public site reads.")
    ] = "beatwise_public",
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Release the draft: who prepared it cannot."""
    from beatwise.cli.output import print_json

    person = person_of(workspace, by)
    from beatwise.web.publicsite import actions

    head, readable = actions.release(by=person, role=role)
    if as_json:
        print_json({"edition": head.number, "digest": head.digest, "readable": readable})
        return
    print(f"Released edition {head.number} of {head.day}.")
    if not readable:
        print(f"There is no role {role} yet, so the public site cannot read it from the database.")
        print(f"Next: CREATE ROLE {role} LOGIN PASSWORD '…'; then release the next edition.")
        return
    print(f"Next: {with_workspace('beatwise serve --public', workspace)}")


def words(
    pages: Annotated[
        list[str] | None, typer.Argument(metavar="[PAGE]…", help="Such as concerns.html; or all.")
    ] = None,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Print the English of pages of the released edition, for a catalogue of another language."""
    import json

    from beatwise.cli.office.office_start import start

    start(workspace, there=True)
    from beatwise.web.publicsite import actions

    for text in actions.site_texts(pages or ()):
        print(f'[[text]]\nen = {json.dumps(text, ensure_ascii=False)}\nwords = ""\n')


def copy(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new folder.")],
    workspace: WorkspaceOption = HERE,
) -> None:
    """Write the released edition as files that open from a folder, without a server."""
    from beatwise.cli.office.office_start import start

    start(workspace, there=True)
    from beatwise.web.publicsite import actions

    count = actions.copy(out)
    print(f"Wrote {count} files. Open {out / 'index.html'}")
