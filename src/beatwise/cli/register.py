"""The table of commands: each module adds its own to the app."""

from __future__ import annotations

from importlib import import_module

import typer


# One module a journey, in the order of the loop; each has ``add(app)``.
COMMAND_MODULES: tuple[str, ...] = (
    "demo",
    "init",
    "gather",
    "ledger",
    "panel",
    "request",
    "towns",
    "find",
    "peaks",
    "brief",
    "design",
    "evaluate",
    "counts",
    "evidence",
    "plan",
    "rota",
    "options_appraisal",
    "spec_pack",
    "simulate",
    "accuracy",
    "serve",
    "worker",
    "office",
)


def register_all(app: typer.Typer) -> None:
    """Add every module's commands to the app. The modules import nothing heavy."""
    for module in COMMAND_MODULES:
        import_module(f"beatwise.cli.{module}").add(app)
