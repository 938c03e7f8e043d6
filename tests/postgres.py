"""A PostgreSQL of our own for the length of a test run: temporary, unprivileged, no network.

``cluster`` is one from beginning to end; ``database`` is a database on the one that this process
keeps until it ends, which is there a second sooner.
"""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.patience import patience


ACCOUNT = "postgres"  # PostgreSQL refuses to run as root
_numbers = itertools.count(1)


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def database(*, template: str = "template1") -> Iterator[str]:
    """Yield the address of a new database, made like its template; it is dropped afterwards."""
    name = f"office_{next(_numbers)}"
    create(name, template=template)
    try:
        yield address(name)
    finally:
        _ask(f'DROP DATABASE "{name}" WITH (FORCE)')


def create(name: str, *, template: str = "template1") -> None:
    """Make a database on this process' cluster that stays until the process ends."""
    _ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def address(name: str) -> str:
    """Return the address of a database on this process' cluster."""
    return _own_cluster().replace("/postgres?", f"/{name}?")


def dump(name: str, file: Path) -> None:
    """Write a database of this process' cluster into a file, as SQL."""
    _client("pg_dump", "--no-owner", "-f", file, "-d", address(name))


def load(name: str, file: Path) -> None:
    """Bring what ``dump`` wrote into a database of this process' cluster."""
    _client("psql", "-qX", "-v", "ON_ERROR_STOP=1", "-f", file, "-d", address(name))


def _client(program: str, *words: object) -> None:
    folder = programs()
    assert folder
    command = [str(folder / program), *map(str, words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _ask(statement: str) -> None:
    import psycopg

    with psycopg.connect(_own_cluster(), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


@cache
def _own_cluster() -> str:
    """Return the address of the cluster of this process, started when it is first asked for."""
    opened, process = cluster(), os.getpid()
    address = opened.__enter__()

    def stop() -> None:
        if os.getpid() == process:  # and not one that was forked from it
            opened.__exit__(None, None, None)

    atexit.register(stop)
    return address


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the address of an empty database; the server is stopped and its folder removed."""
    folder = programs()
    if folder is None:
        raise RuntimeError("PostgreSQL is missing: run checks/postgres.sh")
    home = Path(tempfile.mkdtemp(prefix="beatwise-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, ACCOUNT)
    data = home / "data"
    # A test's records need not survive a power cut.
    quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    options = f"-k {home} -c listen_addresses='' {quick}"
    try:
        _run(folder / "initdb", "-D", data, "-A", "trust", "-U", ACCOUNT, "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        _run(folder / "pg_ctl", "-D", data, "-o", options, "-l", home / "log", *_waiting(), "start")
        try:
            yield f"postgresql://{ACCOUNT}@/postgres?host={home}"
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "immediate", *_waiting(), "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _waiting() -> tuple[str, ...]:
    return "-w", "-t", str(round(patience(60)))


def _run(*words: object) -> None:
    command = [str(word) for word in words]
    if os.geteuid() == 0:
        command = ["runuser", "-u", ACCOUNT, "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
