"""A PostgreSQL of our own for the length of a test run: temporary, unprivileged, no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.patience import patience


ACCOUNT = "postgres"  # PostgreSQL refuses to run as root


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).resolve().parent if on_path else None


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
