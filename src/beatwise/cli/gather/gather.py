"""``beatwise gather …``: bring files into a workspace.

``gather_app`` is the one group; police.uk is here, each other kind of source adds its commands in
the modules named in ``PARTS``.
"""

from __future__ import annotations

from importlib import import_module

import typer


gather_app = typer.Typer(
    help="Bring files into the workspace.", no_args_is_help=True, rich_markup_mode=None
)

# Modules with ``add_to(gather_app)``; they import nothing heavy.
PARTS: tuple[str, ...] = ("gather_police_uk", "gather_files")


def add(app: typer.Typer) -> None:
    """Add the group to the app."""
    for part in PARTS:
        import_module(f"beatwise.cli.gather.{part}").add_to(gather_app)
    app.add_typer(gather_app, name="gather")
