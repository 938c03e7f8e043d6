"""``beatwise office patrols``: take the plan of a folder in, for its phones to walk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption
from beatwise.cli.office.office_tables import ByOption, person_of


def add(group: typer.Typer) -> None:
    """Add the command to ``beatwise office``."""
    group.command("patrols")(patrols)


def patrols(
    plan: Annotated[
        Path, typer.Option(help="The folder that beatwise plan wrote.", show_default=False)
    ],
    by: ByOption,
    partner: Annotated[
        list[str] | None,
        typer.Option(help="Who walks a beat, when it is not the provider: BEAT=PARTNER."),
    ] = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Take a plan in: its shifts appear on the phones of their partners."""
    from beatwise.cli.output import print_json
    from beatwise.errors import MissingData

    file = plan / "plan.json" if plan.is_dir() else plan
    if not file.is_file():
        raise MissingData(
            "there is no plan here.",
            place=str(file),
            next_step="Give the folder that beatwise plan wrote with --out.",
        )
    partners = _partners(partner or [])
    person = person_of(workspace, by)
    from beatwise.web.patrols import plan_intake

    programme = plan_intake.take_in(content=file.read_bytes(), by=person, partners=partners)
    shifts = programme.shifts.filter(dropped=False).count()
    report = {
        "programme": programme.pk, "name": programme.name, "provider": programme.provider,
        "shifts": shifts, "hot_spots": programme.spots.count(), "plan_sha256": programme.plan_hash,
    }  # fmt: skip
    if as_json:
        print_json(report)
        return
    print(f"{programme.name}: {shifts} shifts of {programme.provider} were imported.")
    print(f"Next: open /patrols/{programme.pk}/phones/ in the office and enrol a phone.")


def _partners(words: list[str]) -> dict[str, str]:
    from beatwise.errors import UsageError

    pairs = [each.partition("=") for each in words]
    for beat, mark, name in pairs:
        if not (beat.strip() and mark and name.strip()):
            raise UsageError(
                "a partner is given as BEAT=PARTNER.",
                place="--partner",
                next_step="Such as --partner 'Pelbrook=Millshire wardens'.",
            )
    return {beat.strip(): name.strip()[:120] for beat, _, name in pairs}
