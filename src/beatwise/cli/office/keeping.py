"""``beatwise office``: make its first account, check it, back it up, restore it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption
from beatwise.cli.office import office_compute, office_patrols, office_tables
from beatwise.cli.office.office_start import start


def add(app: typer.Typer) -> None:
    """Add the commands to the app."""
    group = typer.Typer(no_args_is_help=True, help="Keep the office that beatwise serve shows.")
    group.command("create-admin")(create_admin)
    group.command("check")(check)
    group.command("backup")(backup)
    group.command("restore")(restore)
    group.command("demo")(demo)
    office_tables.add(group)
    office_compute.add(group)
    office_patrols.add(group)
    app.add_typer(group, name="office")


def create_admin(
    email: Annotated[str, typer.Argument(help="The work address.")],
    role: Annotated[
        str, typer.Option(help="The role; governance manages accounts.")
    ] = "governance",
    password: Annotated[
        str | None,
        typer.Option(envvar="BEATWISE_ADMIN_PASSWORD", help="Asked for when it is left out."),
    ] = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Make the office's first account."""
    start(workspace)
    from beatwise.cli.output import print_json
    from beatwise.web.accounts.actions import make

    if password is None:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    account = make(email=email, role=role, password=password, by=None)
    if as_json:
        print_json({"account": account.pk, "email": account.email, "role": account.role})
    else:
        print(f"Made the account {account.email} ({account.title}).")
        print(f"Next: beatwise serve --workspace {workspace}")


def check(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> int:
    """Verify the chain of the history and what must hold of every record."""
    start(workspace, there=True)
    from beatwise.cli.output import print_json
    from beatwise.web.keeping.check import check as run

    report = run()
    if as_json:
        print_json(
            {
                "whole": report.whole,
                "changes": report.changes,
                "last_hash": report.last_hash,
                "faults": report.faults,
            }
        )
    else:
        print(f"{report.changes} changes; the last has the hash {report.last_hash}")
        for name, faults in report.faults.items():
            print(f"{name}: {'nothing is wrong' if not faults else f'{len(faults)} faults'}")
            for fault in faults[:20]:
                print(f"  {fault}")
    return 0 if report.whole else 10


def backup(
    path: Annotated[Path, typer.Argument(help="The file to make.")],
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write every record of the office into one file, while it works on."""
    start(workspace, there=True)
    from beatwise.web.keeping.backup import backup as run

    _tell(f"Wrote {path}.", run(path), as_json)


def restore(
    path: Annotated[Path, typer.Argument(help="A file made by beatwise office backup.")],
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Bring a backup into an empty office, on either database."""
    start(workspace)
    from beatwise.web.keeping.backup import restore as run

    _tell(f"Restored {path}.", run(path), as_json)


def demo(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Fill an empty office with made-up accounts and records."""
    start(workspace)
    from beatwise.cli.output import print_json
    from beatwise.web.keeping.demo.demo_office import populate

    accounts = populate()
    if as_json:
        print_json([{"title": a.title, "email": a.email, "password": a.password} for a in accounts])
        return
    print(f"Made {len(accounts)} demo accounts and their records.")
    print(f"Next: beatwise serve --workspace {workspace}")


def _tell(words: str, digests: Mapping[str, Mapping[str, object]], as_json: bool) -> None:
    from beatwise.cli.output import print_json

    if as_json:
        print_json(digests)
        return
    print(words)
    for name, digest in digests.items():
        print(f"  {name:<34} {digest['rows']:>8}  {str(digest['sha256'])[:16]}")
