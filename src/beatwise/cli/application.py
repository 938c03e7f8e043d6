"""The ``beatwise`` command's one app, with every command in it."""

from __future__ import annotations

import typer

from beatwise.cli import register


app = typer.Typer(
    name="beatwise",
    help="Evidence-led foot patrols, and an honest account of what they did.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
register.register_all(app)


def takes_workspace(words: str) -> bool:
    """Say whether a command, such as ``gather areas``, has the option ``--workspace``."""
    command: object = typer.main.get_command(app)
    for word in words.split():
        command = getattr(command, "commands", {}).get(word, command)
    options = [option for each in getattr(command, "params", ()) for option in each.opts]
    return "--workspace" in options
