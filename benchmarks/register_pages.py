"""Sixty registers under load: 100,000 records, 50 signed-in people, both engines.

The office of ``_register_world`` is served on this machine; fifty people of ten roles open the
registers that each reads, and what a browser would wait is taken for every kind of page apart.
``python -m benchmarks.register_pages SQLite 20`` measures one engine for 20 seconds and writes
nothing.
"""

from __future__ import annotations

import random
import sys
from typing import Any

from benchmarks import _fifty_people as people
from benchmarks._served_office import ENGINES, by_engine, print_rows, served


SEARCH = "/search/?q=market"
SEARCH_MS = 200
ANY = {
    "/": 10, "/rooms/{room}/": 4, SEARCH: 6, "/registers/{r}/": 16, "/registers/{r}/?q=market": 4,
    "/registers/{r}/?sort=state&page=3": 4, "/registers/{r}/{n}/": 16, "/quarter/": 1,
}  # fmt: skip
INSIDE = {
    "/registers/": 3, "/registers/correspondence/": 5, "/registers/correspondence/?page=40": 2,
    "/registers/recommendations/?due=late": 3, "/registers/recommendations/board/": 2,
    "/registers/custody_suites/duties/": 2, "/registers/engagements/map/": 2,
    "/registers/{r}/{n}/history/": 2, "/changes/": 2,
}  # fmt: skip
WRITERS = {"/registers/engagements/new/": 3, "POST /registers/engagements/{e}/comment/": 2}
PLACES = {
    "": ANY,
    "governance": ANY | INSIDE | WRITERS,
    "performance": ANY | INSIDE,
    "commissioner": ANY | INSIDE,
}


def run(seconds: float = 50.0, engines: tuple[str, ...] = ENGINES) -> list[dict[str, Any]]:
    """Measure each engine for so many seconds; some four minutes an engine with the filling."""
    return by_engine(lambda engine, address: measure(engine, address, seconds), engines)


def measure(engine: str, address: str | None, seconds: float) -> list[dict[str, Any]]:
    """Return the rows of results of one engine."""
    with served(address, world="_register_world") as office:
        conditions = people.conditions()
        visits = people.work(office, seconds, places=PLACES, given=_address_parts)
    every, pages = people.of_all(visits), people.by_page(visits)
    print(f"{engine}, {people.USERS} people, ms ({conditions})", file=sys.stderr)
    print(people.table([every, *pages]), file=sys.stderr, flush=True)
    by_name = {each.page: each for each in pages}
    return [
        _row(engine, "page", every, people.TARGET_MS, f"{people.in_words(pages)}; {conditions}"),
        _row(engine, "home", by_name["/"], people.TARGET_MS, conditions),
        _row(engine, "search", by_name[SEARCH], SEARCH_MS, conditions),
    ]


def _row(engine: str, what: str, times: people.PageTimes, most: int, note: str) -> dict[str, Any]:
    return {
        "work": f"60 registers on {engine}: {what} under {people.USERS} people, p95 (ms)",
        "ours": round(times.p95),
        "target": f"{most} ms",
        "met": times.p95 <= most and not times.errors,
        "note": f"{times.visits} visits; median {times.median:.0f}, largest {times.largest:.0f}, "
        f"errors {dict(times.errors)}; {note}",
    }


def _address_parts(world: dict[str, Any], role: str, draw: random.Random) -> dict[str, object]:
    register, numbers = draw.choice(list(world["records"][role].items()))
    return {
        "r": register, "n": draw.choice(numbers), "e": draw.randint(1, world["visits"]),
        "room": draw.choice(world["rooms"][role]),
    }  # fmt: skip


if __name__ == "__main__":
    print_rows(run)
