"""The table of commands: each module adds its own to the app."""

from __future__ import annotations

from importlib import import_module

import typer


# One module a journey, in the order of the loop; each has ``add(app)``.
COMMAND_MODULES: tuple[str, ...] = (
    "demo",
    "init",
    "gather.gather",
    "gather.ledger",
    "gather.workspace_check",
    "hotspots.panel",
    "gather.request",
    "hotspots.towns",
    "hotspots.atlas",
    "hotspots.find",
    "hotspots.peaks",
    "hotspots.brief",
    "evaluation.design",
    "evaluation.evaluate",
    "evaluation.counts",
    "evaluation.evidence",
    "planning.plan",
    "planning.rota",
    "planning.options_appraisal",
    "planning.spec_pack",
    "delivery.measure",
    "papers.paper_command",
    "papers.reconcile",
    "simulate",
    "hotspots.accuracy",
    "office.serve",
    "office.office_worker",
    "office.keeping",
    "office.publish",
    "office.handover",
)


def register_all(app: typer.Typer) -> None:
    """Add every module's commands to the app. The modules import nothing heavy."""
    for module in COMMAND_MODULES:
        import_module(f"beatwise.cli.{module}").add(app)
