"""``beatwise request``: the letter that asks for incidents with times."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import JsonOption


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("request")(request)


def request(
    to: Annotated[str, typer.Option("--to", help="force, council or retailer.")],
    out: Annotated[
        Path, typer.Option("--out", help="LETTER.md or LETTER.docx; without an ending, both.")
    ],
    area: Annotated[
        list[str] | None, typer.Option("--area", help="An area it asks about; may be repeated.")
    ] = None,
    type_: Annotated[
        list[str] | None, typer.Option("--type", help="A kind of incident; may be repeated.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write the request for data with times to a force, a council or a retailer."""
    from datetime import date

    from beatwise.cli.output import print_json
    from beatwise.journeys.hotspots.request import write_request

    done = write_request(to, out, areas=area or [], types=type_ or [], dated=date.today())
    if as_json:
        files = [str(file) for file in done.files]
        print_json({"to": done.to, "files": files, "columns": done.columns})
        return
    for file in done.files:
        print(f"Wrote {file}.")
    print("Next: fill in what is in [brackets], and settle it with your data protection officer.")
