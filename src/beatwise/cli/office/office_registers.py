"""``beatwise office load-register``: an office's own registers, as its screens load them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import HERE, WorkspaceOption
from beatwise.cli.office.office_tables import ByOption, person_of


WhyOption = Annotated[str, typer.Option(help="Why; kept in the history.")]


def add(group: typer.Typer) -> None:
    """Add the commands to ``beatwise office``."""
    group.command("check-register")(check_register)
    group.command("load-register")(load_register)
    group.command("take-back-register")(take_back_register)


def check_register(
    file: Annotated[Path, typer.Argument(help="A register's definition, in TOML.")],
) -> None:
    """Check a definition without an office: every fault at once, each with its line."""
    from beatwise.accountability.registers.read_toml import check_slug, read

    register = read(_words(file), str(file))
    check_slug(register)
    parts = (
        (register.fields, "field", "fields"),
        (register.states, "state", "states"),
        (register.transitions, "step", "steps"),
        (register.clocks, "clock", "clocks"),
        (register.duties, "duty", "duties"),
        (register.figures, "group of figures", "groups of figures"),
    )
    words = ", ".join(f"{len(p) or 'no'} {one if len(p) == 1 else more}" for p, one, more in parts)
    print(f"{register.title}: {words}. No fault.")


def load_register(
    file: Annotated[Path, typer.Argument(help="A register's definition, in TOML.")],
    by: ByOption,
    why: WhyOption = "",
    workspace: WorkspaceOption = HERE,
) -> None:
    """Load a register of the office's own, or the next version of one that is there."""
    person = person_of(workspace, by)
    from beatwise.web.registers.loading import actions

    row = actions.load(text=_words(file), why=why, by=person, by_operator=True)
    print(f"Loaded {row.title}, version {row.number}.")


def take_back_register(
    slug: Annotated[str, typer.Argument(help="The register's name in addresses.")],
    by: ByOption,
    why: WhyOption = "",
    workspace: WorkspaceOption = HERE,
) -> None:
    """Take the last version of a register back; the one before it is used again."""
    person = person_of(workspace, by)
    from beatwise.web.registers.loading import actions

    row = actions.take_back(slug=slug, why=why, by=person, by_operator=True)
    print(f"Took back the last version of {row.title}.")


def _words(file: Path) -> str:
    """Return a document's words; ``BadInput`` where it is not text in UTF-8."""
    from beatwise.errors import BadInput

    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            "this file is not UTF-8 text.",
            place=str(file),
            next_step="Save it as plain text, with the encoding UTF-8.",
        ) from error
