"""An office of one of the worlds here, served by ``beatwise serve`` to be measured."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from tests.postgres import cluster


ENGINES = ("SQLite", "PostgreSQL")
MARK = "a" * 32  # the form's token, in the cookie and in the form


@dataclass(frozen=True)
class ServedOffice:
    """An office that answers: where, what is in it, its process, and each start's first page."""

    base: str
    world: dict[str, Any]
    pid: int
    first_pages: tuple[float, ...]  # seconds

    def key(self, role: str) -> str:
        """Return the session key of somebody of a role."""
        return str(next(key for r, key in self.world["keys"].values() if r == role))

    def client(self, key: str, timeout: float = 60) -> httpx.Client:
        """Return a signed-in person's browser, without the browser."""
        cookies = {"beatwise": key, "beatwise-csrf": MARK}
        return httpx.Client(base_url=self.base, cookies=cookies, timeout=timeout)


def by_engine(
    measure: Callable[[str, str | None], list[dict[str, Any]]], engines: Iterable[str] = ENGINES
) -> list[dict[str, Any]]:
    """Return the rows of results of each engine in turn, PostgreSQL on a cluster of its own."""
    rows: list[dict[str, Any]] = []
    for engine in engines:
        if engine == "SQLite":
            rows += measure(engine, None)
        else:
            with cluster() as address:
                rows += measure(engine, address)
    return rows


def print_rows(run: Callable[[float, tuple[str, ...]], list[dict[str, Any]]]) -> None:
    """Print the rows of a benchmark of pages, of the engines and seconds that the command names."""
    words = sys.argv[1:]
    engines = tuple(word for word in words if not word.isdecimal()) or ENGINES
    seconds = [float(word) for word in words if word.isdecimal()] or [50.0]
    print(json.dumps(run(seconds[0], engines), indent=1))


@contextmanager
def served(
    address: str | None, starts: int = 1, world: str = "_office_world"
) -> Iterator[ServedOffice]:
    """Yield an office on the database at an address, or on SQLite, after so many starts.

    ``world`` is the module here that fills it and prints what there is in it.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "BEATWISE_WORKSPACE": folder}
        if address:
            environment["BEATWISE_DATABASE_URL"] = address
        ran = subprocess.run([sys.executable, "-m", f"benchmarks.{world}"], env=environment,
                             check=True, capture_output=True, text=True)  # fmt: skip
        contents = json.loads(ran.stdout)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        office = ServedOffice(f"http://127.0.0.1:{port}", contents, 0, ())
        words = [sys.executable, "-m", "beatwise", "serve", "--port", str(port)]
        for start in range(1, starts + 1):
            begun = time.monotonic()
            process = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
            try:
                _wait(office)
                firsts = (*office.first_pages, time.monotonic() - begun)
                office = ServedOffice(office.base, contents, process.pid, firsts)
                if start == starts:
                    time.sleep(5)  # the worker starts a while after the server
                    yield office
            finally:
                process.terminate()
                process.wait(timeout=30)


def _wait(office: ServedOffice) -> None:
    """Open the home page until it answers."""
    with office.client(office.key("governance")) as client:
        for _ in range(3000):
            try:
                assert client.get("/").status_code == 200
                return
            except httpx.TransportError:
                time.sleep(0.02)
    raise AssertionError("the office did not start")
