"""``beatwise accuracy``: how well rankings of cells foretell later months."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import (
    HERE,
    ClusterOption,
    JsonOption,
    WithoutOption,
    WorkspaceOption,
    open_without,
)


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("accuracy")(accuracy)


def accuracy(
    kind: Annotated[
        list[str], typer.Option("--type", metavar="TYPE", help="Incident type; repeatable.")
    ],
    train: Annotated[str, typer.Option("--train", metavar="A:B", help="Months to rank on.")],
    score: Annotated[str, typer.Option("--score", metavar="C:D", help="Later months to score.")],
    force: Annotated[
        list[str] | None, typer.Option("--force", help="Only this force; may be repeated.")
    ] = None,
    size: Annotated[float, typer.Option("--size", help="Side of the squares, metres.")] = 200.0,
    why: Annotated[
        str | None, typer.Option("--why", help="Why cells under 200 m are wanted.")
    ] = None,
    write: Annotated[
        Path | None, typer.Option("--write", metavar="FILE", help="Write the page (Markdown).")
    ] = None,
    without: WithoutOption = None,
    cluster: ClusterOption = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Compare the prediction with counts, last quarter, kernel density and Gi* on later months."""
    from beatwise.cli.output import print_json, progress, say
    from beatwise.clock import MonthRange
    from beatwise.compute.cluster_option import spread_over
    from beatwise.journeys.hotspots.accuracy import measure_accuracy
    from beatwise.publication.accuracy.accuracy_page import as_dict, as_page, as_text
    from beatwise.store.whole_file import write_whole

    opened = open_without(workspace, without)
    months = MonthRange.parse(train), MonthRange.parse(score)
    with spread_over(cluster) as spread, progress("Comparing") as advance:
        accuracy_table = measure_accuracy(
            opened,
            kind,
            force or [],
            *months,
            size_m=size,
            why=why,
            spread=spread,
            progress=advance,
        )
    if write:
        command = _command(kind, force or [], train, score, size, why, without or [], write)
        write_whole(write, as_page(accuracy_table, command).encode())
        say(f"Wrote {write}.")
    if as_json:
        print_json(as_dict(accuracy_table))
    else:
        print(as_text(accuracy_table))


def _command(
    kinds: list[str],
    forces: list[str],
    train: str,
    score: str,
    size: float,
    why: str | None,
    without: list[str],
    write: Path,
) -> str:
    words = ["beatwise", "accuracy"]
    words += [word for kind in kinds for word in ("--type", kind)]
    words += [word for force in forces for word in ("--force", force)]
    words += ["--train", train, "--score", score]
    words += ["--size", f"{size:g}"] if size != 200 else []
    words += ["--why", why] if why else []
    words += [word for month in without for word in ("--without", month)]
    return shlex.join([*words, "--write", write.name if write.is_absolute() else str(write)])
