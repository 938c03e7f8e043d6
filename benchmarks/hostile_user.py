"""Fifty people's pages beside one signed-in person who asks for as much as the office lets them.

The load table of ``office_load`` once more, while one account uses a dozen connections without a
pause: searches of as many words as may be, long lists, exports as sheets, uploads of workbooks that
unpack to as much as may be, dashboards, and downloads that are hardly read. The hostile person has
a process of their own, on this same machine, and the load stops by itself.
``python -m benchmarks.hostile_user SQLite`` measures one engine and writes nothing.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import Any

import httpx
from tests.unit.web.imports import hostile_workbooks

from benchmarks import _fifty_people as people
from benchmarks._served_office import ENGINES, MARK, ServedOffice, by_engine, served


HANDS, LIMIT_MS = 12, 1000
WORDS = "+".join(f"w{n}x" for n in range(10))
QUIET = "nobody hostile"
LISTS = ("/", "/measures/", "/actions/", "/registers/decisions/", "/registers/decisions/board/",
         "/history/", "/meetings/", "/plan/", "/actions/progress/")  # fmt: skip
SEARCHES = (f"/search/?q={WORDS}", f"/meetings/?q={WORDS}", f"/actions/?q={WORDS}&sort=-title",
            f"/registers/advice/?q={WORDS}", f"/measures/?q={WORDS}")  # fmt: skip
EXPORTS = ("/registers/advice/export/xlsx/", "/actions/export/ods/", "/history/export/json/",
           "/measures/observations/export/csv/")  # fmt: skip
WORKBOOKS = ("as many cells as may be", "a flood of cells")
Work = Callable[[httpx.Client, dict[str, Any], random.Random], int]


def run(seconds: float = 25.0, engines: tuple[str, ...] = ENGINES) -> list[dict[str, Any]]:
    """Measure each engine, each kind of load for so many seconds: some five minutes an engine."""
    return by_engine(lambda engine, address: measure(engine, address, seconds), engines)


def measure(engine: str, address: str | None, seconds: float) -> list[dict[str, Any]]:
    """Return the rows of results of one engine: a row a load, and the table of pages."""
    rows, beside = [], []
    apart = multiprocessing.get_context("spawn")
    with served(address) as office, ProcessPoolExecutor(1, mp_context=apart) as hostile:
        hostile.submit(_prepare).result()
        for seed, name in enumerate(LOADS):
            codes = hostile.submit(_hands, office, name, seconds) if LOADS[name] else None
            visits = people.work(office, seconds, seed)
            row = _load_row(engine, name, visits, codes.result() if codes else Counter())
            print(json.dumps(row), file=sys.stderr, flush=True)
            rows.append(row)
            if LOADS[name]:
                beside.append(visits)
        conditions = people.conditions()
    return [*rows, *_page_rows(engine, people.joined(beside), conditions)]


def _load_row(engine: str, name: str, visits: people.Visits, codes: Counter[int]) -> dict[str, Any]:
    every, slowest = people.of_all(visits), max(people.by_page(visits), key=lambda r: r.largest)
    return {
        "work": f"another's page on {engine} beside one person's {name}, largest (s)",
        "ours": round(every.largest / 1000, 3),
        "target": "1 s",
        "met": every.largest <= LIMIT_MS and not every.errors,
        "note": f"{every.visits} pages, p95 {every.p95:.0f} ms, largest {slowest.page}, errors "
        f"{dict(every.errors)}; the hostile person's answers {dict(codes)}; {people.conditions()}",
    }


def _page_rows(engine: str, visits: people.Visits, conditions: str) -> list[dict[str, Any]]:
    every, pages = people.of_all(visits), people.by_page(visits)
    print(f"{engine}, one hostile person beside all, ms ({conditions})", file=sys.stderr)
    print(people.table([every, *pages]), file=sys.stderr, flush=True)
    return [
        {
            "work": f"office on {engine}: page under {people.USERS} people and a hostile one, p95 "
            "(ms)",
            "ours": round(every.p95),
            "target": f"{people.TARGET_MS} ms",
            "met": every.p95 <= people.TARGET_MS and not every.errors,
            "note": f"over every kind of load; {every.visits} pages, median {every.median:.0f}, "
            f"errors {dict(every.errors)}; each kind of page, its p95 and its visits: "
            f"{people.in_words(pages)}",
        }
    ]


def _prepare() -> None:
    """Make the workbooks first, so that a load begins at once."""
    for name in WORKBOOKS:
        _workbook(name)


def _hands(office: ServedOffice, name: str, seconds: float) -> Counter[int]:
    """Use a dozen connections without a pause; return how often the office answered what."""
    end, codes, work = time.monotonic() + seconds, Counter[int](), LOADS[name]
    assert work is not None

    def hand(number: int) -> None:
        draw = random.Random(number)
        with office.client(office.world["apart"]) as client:
            while time.monotonic() < end:
                with contextlib.suppress(httpx.TransportError):
                    codes[work(client, office.world, draw)] += 1

    hands = [threading.Thread(target=hand, args=(n,)) for n in range(HANDS)]
    for each in hands:
        each.start()
    for each in hands:
        each.join()
    return codes


def _open(paths: tuple[str, ...]) -> Work:
    def work(client: httpx.Client, world: dict[str, Any], draw: random.Random) -> int:
        return client.get(draw.choice(paths)).status_code

    return work


def _dashboards(client: httpx.Client, world: dict[str, Any], draw: random.Random) -> int:
    return client.get(f"/dashboards/{draw.choice(world['dashboards'])}/").status_code


def _upload(client: httpx.Client, world: dict[str, Any], draw: random.Random) -> int:
    """Upload a workbook that unpacks to as much as may be, or is refused for more."""
    files = {"file": ("a.xlsx", _workbook(draw.choice(WORKBOOKS)))}
    data = {"csrfmiddlewaretoken": MARK}
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
    "long lists": _open(LISTS),
    "exports": _open(EXPORTS),
    "uploads": _upload,
    "dashboards": _dashboards,
    "downloads that are hardly read": _hardly_read,
}


if __name__ == "__main__":
    print(json.dumps(run(engines=tuple(sys.argv[1:]) or ENGINES), indent=1))
