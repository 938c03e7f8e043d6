"""``beatwise evidence``: what is known, and what was claimed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import JsonOption


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("evidence")(evidence)


def evidence(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write into.")],
    result: Annotated[
        Path | None,
        typer.Option("--result", metavar="FILE", help="A result.json of your own, to place on it."),
    ] = None,
    studies: Annotated[
        Path | None,
        typer.Option("--studies", metavar="FILE", help="A library of studies (TOML) of your own."),
    ] = None,
    claims: Annotated[
        str | None,
        typer.Option(
            "--claims",
            metavar="FILE|shipped",
            help="Claims of a paper (TOML) to check against the studies; without it no paper is "
            "judged. 'shipped': the claims that come with Beatwise.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write the evidence page: studies, what they say together, and claims checked against them."""
    from datetime import date

    from beatwise.cli.output import print_json
    from beatwise.journeys.evaluation.evidence import LIBRARY_DATE, write_evidence

    done = write_evidence(
        out, result=result, studies=studies, claims=claims, on=date.fromisoformat(LIBRARY_DATE)
    )
    if as_json:
        print_json(done.document)
        return
    for status in ("supported", "not supported", "not checked") if done.library.claims else ():
        number = sum(claim.status == status for claim in done.library.claims)
        print(f"{number} claims {status}.")
    print(done.together)
    print(f"Read {out / 'evidence.html'}")
