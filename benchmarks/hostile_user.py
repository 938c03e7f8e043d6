"""Another's pages beside one signed-in person who asks for as much as the office lets them.

In the office of ``_office_world``, served on this machine by ``beatwise serve``, one account uses a
dozen connections without a pause: searches of as many words as may be, lists, exports as sheets,
uploads of workbooks that unpack to as much as may be, dashboards, and downloads that are hardly
read. Meanwhile another person opens a page every quarter of a second, and what a browser would
wait is taken. The load comes from this same machine and stops by itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from statistics import median
from typing import Any

import httpx
from tests.postgres import cluster
from tests.unit.web.imports import hostile_workbooks

from benchmarks.office_load import _first


HANDS, EVERY, LIMIT = 12, 0.25, 1.0
WORDS = "+".join(f"w{n}x" for n in range(10))
QUIET = "nobody hostile"
PAGES = ("/", "/measures/", "/actions/", "/measures/{m}/", "/registers/decisions/", "/meetings/")
SEARCHES = (f"/search/?q={WORDS}", f"/meetings/?q={WORDS}", f"/actions/?q={WORDS}&sort=-title",
            f"/registers/advice/?q={WORDS}", f"/measures/?q={WORDS}")  # fmt: skip
EXPORTS = ("/registers/advice/export/xlsx/", "/actions/export/ods/", "/history/export/json/",
           "/measures/observations/export/csv/")  # fmt: skip
Work = Callable[[httpx.Client, dict[str, Any], random.Random], int]


def run(seconds: float = 20.0) -> list[dict[str, Any]]:
    """Measure both engines, each kind of load for so many seconds."""
    rows = measure("SQLite", None, seconds)
    with cluster() as address:
        return [*rows, *measure("PostgreSQL", address, seconds)]


def measure(engine: str, address: str | None, seconds: float) -> list[dict[str, Any]]:
    """Return a row of results for each kind of load on one engine."""
    rows = []
    with _served(address) as (base, world):
        for name, work in LOADS.items():
            times, codes, wrong = _beside(base, world, work, seconds)
            largest = max(times)
            row = {
                "work": f"another's page on {engine} beside one person's {name}, largest (s)",
                "ours": round(largest, 3),
                "target": "1 s",
                "met": largest <= LIMIT and not wrong,
                "note": f"{len(times)} pages, median {median(times):.3f}, errors {wrong}; the "
                f"hostile person's answers {dict(codes)}; machine's load {os.getloadavg()[0]:.1f}",
            }
            print(json.dumps(row), file=sys.stderr, flush=True)
            rows.append(row)
    return rows


@contextmanager
def _served(address: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield an office's address, and what is in it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "BEATWISE_WORKSPACE": folder}
        if address:
            environment["BEATWISE_DATABASE_URL"] = address
        ran = subprocess.run([sys.executable, "-m", "benchmarks._office_world"], env=environment,
                             check=True, capture_output=True, text=True)  # fmt: skip
        world = json.loads(ran.stdout)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        served = subprocess.Popen(
            [sys.executable, "-m", "beatwise", "serve", "--port", str(port)],
            env=environment, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _first(f"http://127.0.0.1:{port}", _key(world, "governance"))
            yield f"http://127.0.0.1:{port}", world
        finally:
            served.terminate()
            served.wait(timeout=30)


def _key(world: dict[str, Any], role: str) -> str:
    return next(key for r, key in world["keys"].values() if r == role)


def _beside(
    base: str, world: dict[str, Any], work: Work | None, seconds: float
) -> tuple[list[float], Counter[int], int]:
    """Return another's times, the hostile person's answers, and how many of the other's failed."""
    end = time.monotonic() + seconds
    codes: Counter[int] = Counter()

    def hand(number: int) -> None:
        draw = random.Random(number)
        cookies = {"beatwise": _key(world, "governance")}
        with httpx.Client(base_url=base, cookies=cookies, timeout=60) as client:
            while time.monotonic() < end and work is not None:
                with contextlib.suppress(httpx.TransportError):
                    codes[work(client, world, draw)] += 1

    hands = [threading.Thread(target=hand, args=(n,)) for n in range(HANDS if work else 0)]
    for each in hands:
        each.start()
    times, wrong = _other(base, world, end)
    for each in hands:
        each.join()
    return times, codes, wrong


def _other(base: str, world: dict[str, Any], end: float) -> tuple[list[float], int]:
    """Open a page every quarter of a second; return how long each took and how many failed."""
    times, wrong, draw = [], 0, random.Random(1)
    cookies = {"beatwise": _key(world, "performance")}
    with httpx.Client(base_url=base, cookies=cookies, timeout=60) as client:
        while time.monotonic() < end or not times:
            path = draw.choice(PAGES).format(m=draw.choice(world["measures"]))
            begun = time.monotonic()
            try:
                wrong += client.get(path).status_code != 200
            except httpx.RemoteProtocolError:  # a kept connection was closed meanwhile
                continue
            times.append(time.monotonic() - begun)
            time.sleep(EVERY)
    return times, wrong


def _open(paths: tuple[str, ...]) -> Work:
    def work(client: httpx.Client, world: dict[str, Any], draw: random.Random) -> int:
        return client.get(draw.choice(paths)).status_code

    return work


def _dashboards(client: httpx.Client, world: dict[str, Any], draw: random.Random) -> int:
    return client.get(f"/dashboards/{draw.choice(world['dashboards'])}/").status_code


def _upload(client: httpx.Client, world: dict[str, Any], draw: random.Random) -> int:
    """Upload a workbook that unpacks to as much as may be, or is refused for more."""
    page = client.get("/actions/import/")
    mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    if mark is None:
        return page.status_code
    name = draw.choice(("as many cells as may be", "a flood of cells"))
    files = {"file": ("a.xlsx", _workbook(name))}
    data = {"csrfmiddlewaretoken": mark[1]}
    return client.post("/actions/import/", data=data, files=files).status_code


@cache
def _workbook(name: str) -> bytes:
    every = hostile_workbooks.REFUSED | hostile_workbooks.ACCEPTED
    return every[name][1]()


def _hardly_read(client: httpx.Client, world: dict[str, Any], draw: random.Random) -> int:
    """Begin a long download, read a little and wait."""
    with client.stream("GET", "/measures/observations/export/csv/") as answer:
        next(answer.iter_raw(1024), None)
        time.sleep(2 if answer.status_code == 200 else 0)
        return answer.status_code


LOADS: dict[str, Work | None] = {
    QUIET: None,
    "searches": _open(SEARCHES),
    "lists and pages": _open(PAGES[:3] + PAGES[4:]),
    "exports": _open(EXPORTS),
    "uploads": _upload,
    "dashboards": _dashboards,
    "downloads that are hardly read": _hardly_read,
}
