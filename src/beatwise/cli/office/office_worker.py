"""``beatwise worker``: do the office's jobs, such as long exports."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from beatwise.cli.common_options import HERE, JsonOption, WorkspaceOption


GIVES_WAY = 5  # niceness


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("worker")(worker)


def worker(
    until_empty: Annotated[
        bool, typer.Option("--until-empty", help="Stop when no job is left.")
    ] = False,
    with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True)] = False,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Do the office's jobs until you press Ctrl-C; beatwise serve starts one beside itself."""
    from beatwise.cli.office.office_start import need_web
    from beatwise.cli.output import print_json, say
    from beatwise.errors import Conflict

    need_web()
    from beatwise.web.start import start

    start(workspace)
    from beatwise.web.exports.jobs import stopping
    from beatwise.web.exports.jobs.work_queue import work

    if not (until_empty or with_parent):
        say("The worker waits for jobs.  (Ctrl-C stops it)")
    if with_parent:
        _let_pages_go_first()
    with stopping.listening(with_parent=with_parent):
        jobs = work(until_empty=until_empty)
    if jobs is None:
        raise Conflict(
            "another worker is at work in this office.",
            place=str(workspace),
            next_step="Leave the jobs to it; beatwise serve --no-worker starts none.",
        )
    if as_json:
        print_json({"done": jobs})
    elif not with_parent:
        say(f"{jobs} job{'' if jobs == 1 else 's'} done.")


def _let_pages_go_first() -> None:
    """Take less of the processors than the server that this worker is beside, when both want them.

    Only somewhat less: while it writes, others' changes wait for it.
    """
    if sys.platform != "win32":
        os.nice(GIVES_WAY)
