"""``beatwise serve``: the office in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from beatwise.cli.common_options import HERE, WorkspaceOption


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port.", min=1, max=65535)] = 8000,
    processes: Annotated[int, typer.Option(help="Server processes.", min=1, max=16)] = 2,
    threads: Annotated[
        int, typer.Option(help="Threads a process; at least 18.", min=1, max=64)
    ] = 18,
    worker: Annotated[
        bool, typer.Option(help="Keep a worker for long exports beside the server.")
    ] = True,
    server: Annotated[
        str, typer.Option(help="gunicorn or waitress; by default the one for this computer.")
    ] = "",
    public: Annotated[
        bool, typer.Option("--public", help="Serve the public site instead, and no office.")
    ] = False,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Serve the office until you press Ctrl-C. Demo accounts are printed only with demo data."""
    from beatwise.cli.office.office_start import need_web
    from beatwise.cli.output import say
    from beatwise.errors import UsageError

    need_web()
    from beatwise.web.http_server import SERVERS, Address, check_free

    if server not in ("", *SERVERS):
        raise UsageError(
            f"'{server}' is not a server.", place="--server", next_step="Leave it out."
        )
    from beatwise.web.start import start

    check_free(host, port)
    if public:
        from beatwise.web.publicsite.public_server import serve_public

        say(f"The public site is at http://{host}:{port}/  (Ctrl-C stops it)")
        serve_public(
            workspace, Address(host, port), processes=processes, threads=threads, server=server
        )
        return
    start(workspace)
    from beatwise.web.keeping.demo.demo_office import accounts_of_demo

    demo_accounts = accounts_of_demo()
    if demo_accounts and host not in ("127.0.0.1", "localhost", "::1"):
        raise UsageError(
            "a demo office is for this computer only: its passwords are printed.",
            place="--host",
            next_step="Leave --host out, or serve a workspace without demo data.",
        )
    say(f"The office is at http://{host}:{port}/  (Ctrl-C stops it)")
    for account in demo_accounts:
        say(f"  {account.title:<24} {account.email:<34} {account.password}")
    if demo_accounts:
        _say_phone(f"http://{host}:{port}")
    from beatwise.web.server import serve as run

    run(workspace, host, port, processes=processes, threads=threads, worker=worker, server=server)


def _say_phone(base: str) -> None:
    """Print a link that enrols a phone of the demo, with a shift to walk."""
    from beatwise.cli.output import say
    from beatwise.web.keeping.demo.demo_office import person
    from beatwise.web.keeping.demo.demo_patrols import phone_to_walk

    enrolment = phone_to_walk(person("governance"))
    if enrolment is None:
        return
    say("The phone app, with a shift to walk (a narrow window shows it as a phone does):")
    say(f"  {base}/patrols/phone/#enrol={enrolment.code}")
    say("  The link works once, for 15 minutes. Start the office again for another.")
