"""``beatwise office``: make its first account, check it, back it up, restore it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption
from beatwise.cli.office import (
    office_bid,
    office_compute,
    office_outlines,
    office_patrols,
    office_registers,
    office_tables,
)
from beatwise.cli.office.office_start import start


if TYPE_CHECKING:  # the office's packages may be missing until a command needs them
    from beatwise.web.keeping.timestamps import Stamp


def add(app: typer.Typer) -> None:
    """Add the commands to the app."""
    group = typer.Typer(no_args_is_help=True, help="Keep the office that beatwise serve shows.")
    group.command("create-admin")(create_admin)
    group.command("check")(check)
    group.command("anchor")(anchor)
    group.command("backup")(backup)
    group.command("restore")(restore)
    group.command("demo")(demo)
    office_tables.add(group)
    office_registers.add(group)
    office_outlines.add(group)
    office_compute.add(group)
    office_bid.add(group)
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


KeyOption = Annotated[
    Path | None,
    typer.Option(help="The signing.pub of the office that signed; left out: this office's own."),
]


def check(
    anchor: Annotated[
        str | None,
        typer.Option(help="A file made by beatwise office anchor, or CHANGE:HASH as printed."),
    ] = None,
    key: KeyOption = None,
    authority: Annotated[
        Path | None,
        typer.Option(help="PEM certificates of who time-stamped the anchor, to check its stamp."),
    ] = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> int:
    """Verify the history, every record against it, and what must hold of the records.

    With an anchor: also that the history still goes through it, so that no end was cut off.
    """
    start(workspace, there=True)
    from beatwise.cli.output import print_json
    from beatwise.web.keeping import anchors, office_key
    from beatwise.web.keeping.check import check as run

    public = office_key.public_key_in(key) if key else None
    stated = anchors.read(anchor, public, authority) if anchor else None
    stamp = stated.stamp if stated else None
    report = run(stated)
    if as_json:
        print_json(
            {
                "whole": report.whole,
                "changes": report.changes,
                "last_hash": report.last_hash,
                "head": str(report.head),
                "anchor_signed": stated.signed if stated else None,
                "anchor_stamped": stamp.at.isoformat() if stamp and stamp.at else None,
                "anchor_stamp_checked": stamp.verified if stamp else None,
                "faults": report.faults,
            }
        )
        return _ended(report.whole)
    print(f"{report.changes} changes; the last has the hash {report.last_hash}")
    print(f"The head of the history, for an anchor: {report.head}")
    if stated and not stated.signed:
        print("The anchor has no signature that could be checked: it is as good as its place.")
    if stamp:
        print(_words_of(stamp))
    for name, faults in report.faults.items():
        print(f"{name}: {_count(faults)}")
        for fault in faults[:20]:
            print(f"  {fault}")
    return _ended(report.whole)


def _ended(whole: bool) -> int:
    """Return the exit code of a check; of an office that is not whole, having said what to do."""
    from beatwise.web.settings.place import BRING_BACK

    if whole:
        return 0
    typer.echo(f"Next: {BRING_BACK}", err=True)
    return 10


def anchor(
    path: Annotated[Path, typer.Argument(help="The file to make; its signature is beside it.")],
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write the head of the history, signed, to be kept where the office cannot reach it."""
    start(workspace, there=True)
    from beatwise.cli.output import print_json
    from beatwise.web.keeping import anchors

    head = anchors.deposit(path)
    stamp = Path(f"{path}{anchors.STAMP_ENDING}")
    if as_json:
        stamped = str(stamp) if stamp.exists() else None
        print_json(
            {"change": head.change, "hash": head.hash, "file": str(path), "time_stamp": stamped}
        )
        return
    print(f"Wrote {path} and {path}{anchors.SIGNATURE_ENDING}: {head}")
    if stamp.exists():
        print(f"Wrote {stamp}: an authority's word that the anchor was there today.")
    print("Keep all of it outside this computer, with the office's signing.pub.")
    print(f"Later: beatwise office check --anchor {path}")


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
    key: KeyOption = None,
    unsigned: Annotated[
        str,
        typer.Option(
            metavar="WHY",
            help="Why you trust a backup that nobody vouches for; goes into the history.",
        ),
    ] = "",
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Bring a backup into an empty office, on either database."""
    start(workspace)
    from beatwise.web.keeping import office_key
    from beatwise.web.keeping.backup import restore as run
    from beatwise.web.keeping.check import check as look

    public = office_key.public_key_in(key) if key else None
    digests = run(path, key=public, unsigned=unsigned.strip())
    _tell(f"Restored {path}.", digests, as_json)
    faults = [fault for name, some in look().faults.items() for fault in some]
    if faults:
        words = f"The office had {_count(faults)} when it was backed up, such as: {faults[0]}"
        typer.echo(f"{words}\nNext: beatwise office check --workspace {workspace}", err=True)


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


def _words_of(stamp: Stamp) -> str:
    """Say what a time stamp shows, and what it does not."""
    if stamp.at is None:
        return "The anchor's time stamp was not read: the program openssl is missing."
    at = f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC"
    if stamp.verified:
        return f"An authority saw the anchor on {at}; its signature is right."
    return f"The anchor's time stamp says {at}; give --authority to check who signed it."


def _count(faults: Sequence[str]) -> str:
    if not faults:
        return "nothing is wrong"
    return "1 fault" if len(faults) == 1 else f"{len(faults)} faults"


def _tell(words: str, digests: Mapping[str, Mapping[str, object]], as_json: bool) -> None:
    from beatwise.cli.output import print_json

    if as_json:
        print_json(digests)
        return
    print(words)
    for name, digest in digests.items():
        print(f"  {name:<34} {digest['rows']:>8}  {str(digest['sha256'])[:16]}")
