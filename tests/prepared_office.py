"""Offices whose tables are made already: each a copy of one that was begun from nothing.

An office that is begun from nothing runs every migration, which takes longer than most tests: one
on each engine is kept beside pytest's own cache until the code of the office changes. What a first
start does is tested where an office is begun with ``served.environment`` alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests import postgres
from tests.patience import patience
from tests.served import START, environment


TEMPLATE = "prepared_office"
KEPT = Path(__file__).parents[1] / ".pytest_cache" / "prepared-office"


@contextmanager
def prepared(folder: Path, engine: str = "sqlite") -> Iterator[dict[str, str]]:
    """Yield the environment of an office with tables and no records on one engine."""
    if engine == "sqlite":
        copy_tables(folder)
        yield environment(folder)
        return
    with prepared_database() as address:
        yield environment(folder, address)


@contextmanager
def prepared_database() -> Iterator[str]:
    """Yield the address of a PostgreSQL database with an office's tables."""
    _make_template()
    with postgres.database(template=TEMPLATE) as address:
        yield address


def copy_tables(folder: Path) -> None:
    """Put an SQLite database with an office's tables into a workspace that has none."""
    office = folder / "office"
    office.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(_file_of(".sqlite3", _begin_on_sqlite), office / "office.sqlite3")
    (office / "office.sqlite3").chmod(0o600)


@cache
def _make_template() -> None:
    """Make the tables on this process' PostgreSQL."""
    postgres.create(TEMPLATE)
    postgres.load(TEMPLATE, _file_of(".sql", _begin_on_postgresql))


def _file_of(ending: str, make: Callable[[Path], None]) -> Path:
    """Return the file of this state of the code, made by the first process that asks for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"{_state_of_the_code()}{ending}"
    with (KEPT / f"lock-of{ending}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for older in set(KEPT.glob(f"*{ending}")) - {KEPT / f"lock-of{ending}"}:
                older.unlink()
            unfinished = KEPT / f"unfinished-of{ending}"
            make(unfinished)
            unfinished.rename(file)
    return file


@cache
def _state_of_the_code() -> str:
    """Return a digest of all that the tables of an office are made by."""
    root = Path(__file__).parents[1]
    sources = sorted((root / "src" / "beatwise" / "web").rglob("*.py"))
    digest = hashlib.sha256()
    for path in (*sources, root / "requirements" / "dev.txt"):
        digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _begin_on_sqlite(file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _begin(environment(Path(folder)))
        shutil.move(Path(folder) / "office" / "office.sqlite3", file)


def _begin_on_postgresql(file: Path) -> None:
    postgres.create("first_start")
    with tempfile.TemporaryDirectory() as folder:
        _begin(environment(Path(folder), postgres.address("first_start")))
    postgres.dump("first_start", file)


def _begin(variables: dict[str, str]) -> None:
    code = f"{START}from django.db import connection\nconnection.close()"
    subprocess.run([sys.executable, "-c", code], env=variables, check=True, timeout=patience(60))
