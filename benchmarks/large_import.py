"""An import of 200,000 rows by the worker, and other people's pages beside it, on both engines.

In the office of ``_office_world``, served by ``beatwise serve`` with its worker, one person uploads
a file of values, and then one of decisions. Meanwhile ten people open a page every second and one
comments on a decision every second. What a browser would wait is taken before, beside and after
each import, each kind of page apart, as are the times of checking and importing and the worker's
memory. The load comes from this machine.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import random
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from tests.served import Person

from benchmarks._fifty_people import rank
from benchmarks._served_office import ServedOffice, by_engine, served
from benchmarks.office_load import _memory


ROWS, READERS, EVERY, LIMIT_MS = 200_000, 10, 1.0, 150
PAGES = ("/", "/measures/", "/measures/{m}/", "/actions/", "/registers/decisions/", "/meetings/")
QUIET = 30.0  # seconds without an import, before the first and after each
LONGEST = 1800.0  # seconds for one step of the worker
VALUES, DECISIONS = "/measures/import/", "/registers/decisions/import/"
_DONE = re.compile(r'data-waiting="no"|Imported \d')


def run(rows: int = ROWS) -> list[dict[str, Any]]:
    """Measure both engines."""
    return by_engine(lambda engine, address: measure(engine, address, rows))


def measure(engine: str, address: str | None, rows: int) -> list[dict[str, Any]]:
    """Return the rows of results of one engine."""
    results = []
    with served(address) as office:
        watch = _Watch(office)
        with watch.at_work():
            time.sleep(QUIET)
            before = watch.taken()
            for what, page, content in _files(office.world, rows):
                with Person(office.base, office.key("governance"), timeout=120) as person:
                    steps = _import(person, page, content)
                beside = watch.taken()
                memory = max(
                    (v for k, v in _memory(office.pid).items() if "worker" in k), default=0
                )
                time.sleep(QUIET)
                found = {"steps_s": steps, "before": before, "beside": beside, "worker": memory}
                found["after"] = before = watch.taken()
                print(json.dumps({f"{what} on {engine}": found}), file=sys.stderr, flush=True)
                results.append(_row(f"{rows:,} {what} on {engine}", found))
    return results


def _row(work: str, found: dict[str, Any]) -> dict[str, Any]:
    beside = found["beside"]
    return {
        "work": f"import of {work}: another's page beside it, p95 (ms)",
        "ours": beside["p95_ms"],
        "memory_mb": found["worker"],
        "target": f"{LIMIT_MS} ms, no error",
        "met": beside["p95_ms"] <= LIMIT_MS and not beside["errors"],
        "note": f"checked and imported in {found['steps_s']} s; before {found['before']}; "
        f"beside {beside}; after {found['after']}",
    }


def _files(world: dict[str, Any], rows: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield what is imported, the page for it, and the file."""
    from beatwise.accountability.registers.read_toml import definition

    names = world["measures"]
    areas = max(1, rows // (len(names) * 100))
    lines = [
        f"{name},Ward {area},{2015 + month // 12}-{month % 12 + 1:02d},1"
        for name in names
        for area in range(areas)
        for month in range(100)
    ][:rows]
    yield "values", VALUES, ("measure,area,period,value\n" + "\n".join(lines) + "\n").encode()
    made = definition("decisions")
    headings = ["Number", "State", *(field.label for field in made.fields)]
    empty = "," * (len(headings) - 3)
    words = [f",,Grant {number} for the people of Exmouth{empty}" for number in range(rows)]
    yield "decisions", DECISIONS, (",".join(headings) + "\n" + "\n".join(words) + "\n").encode()


def _import(person: Person, page: str, content: bytes) -> dict[str, float]:
    """Upload a file, have it checked and imported; return the seconds of each step."""
    begun = time.monotonic()
    answer = person.post(page, {}, files={"file": ("many.csv", content)})
    assert answer.status_code == 302, answer.text[-2000:]
    where, steps = answer.headers["Location"], {"upload": round(time.monotonic() - begun, 1)}
    for step, press in (("check", None), ("import", "commit")):
        begun = time.monotonic()
        if press:
            assert person.post(where, {"do": press, "reason": "as sent"}).status_code == 302
        while not _DONE.search(words := person.get(where).text):
            assert time.monotonic() - begun < LONGEST, words
            time.sleep(2)
        steps[step] = round(time.monotonic() - begun, 1)
    assert "Imported" in words, words[-3000:]
    return steps


class _Watch:
    """Ten people who open pages and one who comments on a decision; what they wait, in ms."""

    def __init__(self, office: ServedOffice):
        self._base, self._world, self._over = office.base, office.world, threading.Event()
        self._read: dict[str, list[float]] = {}
        self._written: list[float] = []
        self._errors = 0

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let them work within the block."""
        keys = [key for role, key in self._world["keys"].values() if role != "partner"]
        hands = [
            threading.Thread(target=self._reader, args=(number, keys[-1 - number]))
            for number in range(READERS)
        ]
        officers = [key for role, key in self._world["keys"].values() if role == "governance"]
        hands.append(threading.Thread(target=self._writer, args=(officers[1],)))
        for hand in hands:
            hand.start()
        try:
            yield
        finally:
            self._over.set()
            for hand in hands:
                hand.join()

    def taken(self) -> dict[str, Any]:
        """Return what was taken since this was last asked."""
        pages, written, errors = self._read, sorted(self._written), self._errors
        self._read, self._written, self._errors = {}, [], 0
        read = sorted(itertools.chain.from_iterable(pages.values()))
        return {
            "pages": len(read),
            "p50_ms": round(rank(read, 0.5)),
            "p95_ms": round(rank(read, 0.95)),
            "largest_ms": round(read[-1]),
            "changes": len(written),
            "change_p95_ms": round(rank(written, 0.95)),
            "change_largest_ms": round(written[-1]),
            "errors": errors,
            "by_page_p95_and_largest_ms": {
                page: [round(rank(sorted(times), 0.95)), round(max(times))]
                for page, times in sorted(pages.items())
            },
        }

    def _reader(self, number: int, key: str) -> None:
        draw = random.Random(number)
        with Person(self._base, key, timeout=60) as person:
            while not self._over.wait(draw.expovariate(1 / EVERY)):
                page = draw.choice(PAGES)
                path = page.format(m=draw.choice(self._world["measures"]))
                begun = time.monotonic()
                with contextlib.suppress(httpx.RemoteProtocolError):  # a kept connection was closed
                    self._errors += person.get(path).status_code not in (200, 429)
                    waited = (time.monotonic() - begun) * 1000
                    self._read.setdefault(page, []).append(waited)

    def _writer(self, key: str) -> None:
        with Person(self._base, key, timeout=60) as person:
            while not self._over.wait(EVERY):
                begun = time.monotonic()
                with contextlib.suppress(httpx.RemoteProtocolError):
                    answer = person.post("/registers/decisions/1/comment/", {"text": "Seen."})
                    self._errors += answer.status_code != 302
                    self._written.append((time.monotonic() - begun) * 1000)
