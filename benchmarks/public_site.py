"""The public site under visitors that arrive at a constant rate, with its database and without.

The edition of the demo office with 2,000 further decisions is served by ``beatwise serve --public``
on this machine, which sends the requests as well. 200 a second ask for pages as they lie in the
edition, which any cache may keep; at the same time 40 a second ask what no cache has: a search of
their own each, put together for them. Halfway the database goes away: the file is removed, or the
PostgreSQL stopped. ``python -m benchmarks.public_site`` prints the rows and writes nothing.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
from tests.postgres import cluster
from tests.served import environment, python

from benchmarks._arrivals import Answers, Stream, arrivals


CACHED, UNCACHED, TARGET_MS = 200, 40, 60
WORDS = (
    "patrols", "towns", "market", "lighting", "shoplifting", "wardens", "evenings", "survey",
    "fund", "robbery", "panel", "grant",
)  # fmt: skip
WORLD = """
import datetime as dt, json, os
from pathlib import Path
from beatwise.web.keeping.demo.demo_office import populate
from beatwise.web.publicsite import edition, page_frame, published_store
from beatwise.web.publicsite.published_store import EditionHead
from beatwise.web.publicsite.resource import digest
WORDS = json.loads(os.environ["BENCH_WORDS"])
populate()
day = dt.date(2026, 4, 21)
resources = edition.edition("Millshire", "https://www.example.org", day)
site = page_frame.Site("Millshire", day.isoformat())
for n in range(2000):
    about = " ".join(WORDS[(n * step) % len(WORDS)] for step in range(1, 200))
    title = f"Decision D{n}: {about[:60]}"
    resources.append(page_frame.page(site, f"decisions/d{n}.html", title,
                                     page_frame.paragraph(about), kind="Decision", words=about))
resources.sort(key=lambda each: each.address)
head = EditionHead(1, day.isoformat(), digest(resources), "Millshire")
folder = Path(os.environ["BEATWISE_WORKSPACE"]) / "public"
published_store.write_file(folder / "published.sqlite3", head, resources)
if "BEATWISE_DATABASE_URL" in os.environ:
    published_store.write_tables(head, resources)
pages = [r.address for r in resources if r.media_type.startswith("text/html") and r.status == 200]
print(json.dumps({"pages": pages, "mb": sum(len(r.content) for r in resources) / 2**20}))
"""


def run(seconds: float = 40.0) -> list[dict[str, Any]]:
    """Measure the site on a file and on PostgreSQL: so long with the database, and without."""
    return [row for engine in ("SQLite", "PostgreSQL") for row in measure(engine, seconds)]


def measure(engine: str, seconds: float) -> Iterator[dict[str, Any]]:
    """Yield the rows of one engine: with its database, then without it."""
    with ExitStack() as here, ExitStack() as database:
        folder = Path(here.enter_context(tempfile.TemporaryDirectory()))
        address = database.enter_context(cluster()) if engine == "PostgreSQL" else None
        given = environment(folder, address) | {"BENCH_WORDS": json.dumps(WORDS)}
        world = json.loads(python(WORLD, given, timeout=300))
        if address:
            given["BEATWISE_PUBLIC_DATABASE_URL"] = address
        else:
            database.callback((folder / "public" / "published.sqlite3").unlink)
        port = here.enter_context(_served(given))
        yield from _rows(f"public site on {engine}", port, world, seconds)
        database.close()
        yield from _rows(f"public site on {engine}, database away", port, world, seconds)


def _rows(work: str, port: int, world: dict[str, Any], seconds: float) -> Iterator[dict[str, Any]]:
    for kind, answers in arrivals(port, _streams(world["pages"]), seconds).items():
        p95 = answers.percentile(0.95)
        yield {
            "work": f"{work}: {kind} a second, p95 (ms)",
            "ours": round(p95, 1),
            "target": f"{TARGET_MS} ms",
            "met": p95 <= TARGET_MS and not answers.errors,
            "note": f"{_words(answers)}; both kinds at once for {seconds:.0f} s, "
            f"{len(world['pages']):,} pages, {world['mb']:.0f} MB; load average "
            f"{os.getloadavg()[0]:.1f} at the end",
        }


def _words(answers: Answers) -> str:
    half, most = answers.percentile(0.5), max(answers.times)
    return (
        f"{len(answers.times):,} answers, median {half:.1f}, largest {most:.0f}, "
        f"errors {dict(answers.errors)}"
    )


def _streams(pages: list[str]) -> dict[str, Stream]:
    return {
        f"{CACHED} cached pages": Stream(CACHED, _page_of(pages)),
        f"{UNCACHED} uncached": Stream(UNCACHED, _search),
    }


def _page_of(pages: list[str]) -> Callable[[int], str]:
    return lambda number: f"/{pages[number * 7919 % len(pages)]}"


def _search(number: int) -> str:
    first, second = WORDS[number % len(WORDS)], WORDS[number // len(WORDS) % len(WORDS)]
    third = f"+d{number % 2000}" if number % 2 else ""  # half find a page, half as many as listed
    return f"/search.html?q={first}+{second}{third}"


@contextmanager
def _served(given: dict[str, str]) -> Iterator[int]:
    """Yield the port of a public site that answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    words = [sys.executable, "-m", "beatwise", "serve", "--public", "--port", str(port)]
    server = subprocess.Popen(words, env=given, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


if __name__ == "__main__":
    print(json.dumps(run(*map(float, sys.argv[1:])), indent=1))
