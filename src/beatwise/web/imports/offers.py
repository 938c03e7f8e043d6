"""What the imports offer: checks of stored files and runs, and the job of a long import."""

from __future__ import annotations

from beatwise.web.imports import integrity
from beatwise.web.registry import registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.check("stored files", integrity.contents)
    offers.check("imports", integrity.runs)
    offers.job("beatwise.web.imports.runs.run_job.do_run", _give_up)


def _give_up(key: int) -> None:
    from beatwise.web.imports.runs.run_job import give_up  # tasks are set up after the apps

    give_up(key)
