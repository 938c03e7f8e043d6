"""Pages of money under load: 50 signed-in people, 10,000 grants, 200,000 payments, both engines.

The office of ``_money_world`` is served on this machine, and what a browser would wait is taken for
every kind of page apart; two people opened each before, and a comment is written now and then.
``python -m benchmarks.money_pages SQLite 20`` measures one engine for 20
seconds and writes nothing.
"""

from __future__ import annotations

import random
import sys
from typing import Any

from benchmarks import _fifty_people as people
from benchmarks._served_office import ENGINES, by_engine, print_rows, served


PAGES = {
    "/": 4, "/funds/": 6, "/funds/{f}/": 8, "/funds/{f}/lines/{l}/": 6, "/commissioning/": 3,
    "/commissioning/organisations/?q=youth+club": 6, "/commissioning/organisations/{r}/": 8,
    "/commissioning/contracts/": 4, "/commissioning/contracts/?page=20": 2,
    "/commissioning/payments/?month=2026-09": 2, "/commissioning/returns/": 2,
    "/registers/contracts/": 4, "/registers/contracts/{c}/": 4, "/registers/grants/": 4,
    "/registers/grants/{g}/": 4, "/commissioning/publish/?month=2026-09": 1,
    "/commissioning/last-day/": 1, "POST /registers/grants/{g}/comment/": 1,
}  # fmt: skip


def run(seconds: float = 50.0, engines: tuple[str, ...] = ENGINES) -> list[dict[str, Any]]:
    """Measure each engine for so many seconds; some two minutes an engine with the filling."""
    return by_engine(lambda engine, address: measure(engine, address, seconds), engines)


def measure(engine: str, address: str | None, seconds: float) -> list[dict[str, Any]]:
    """Return the rows of results of one engine."""
    with served(address, world="_money_world") as office:
        conditions = people.conditions()
        opened = {"places": {"": PAGES}, "given": _address_parts}
        firsts = people.first_looks(office, ("commissioning", "finance_officer"), **opened)
        visits = people.work(office, seconds, **opened)
    every, pages = people.of_all(visits), people.by_page(visits)
    print(f"{engine}, {people.USERS} people, ms ({conditions})", file=sys.stderr)
    print(people.table([every, *pages]), file=sys.stderr, flush=True)
    first = people.of_all(firsts)
    return [
        {
            "work": f"money on {engine}: first look at a page after a start, p95 (ms)",
            "ours": round(first.p95),
            "target": f"{people.TARGET_MS} ms",
            "met": first.p95 <= people.TARGET_MS and not first.errors,
            "note": f"one person after another, {first.visits} pages; largest "
            f"{first.largest:.0f}; {people.in_words(people.by_page(firsts)[:6])}; {conditions}",
        },
        {
            "work": f"money on {engine}: page under {people.USERS} people, p95 (ms)",
            "ours": round(every.p95),
            "target": f"{people.TARGET_MS} ms",
            "met": every.p95 <= people.TARGET_MS and not every.errors,
            "note": f"{every.visits} pages; largest {every.largest:.0f}, errors "
            f"{dict(every.errors)}; {people.in_words(pages)}; {conditions}",
        },
    ]


def _address_parts(world: dict[str, Any], _: str, draw: random.Random) -> dict[str, object]:
    return {
        "f": draw.randint(1, world["funds"]), "l": draw.randint(1, world["lines"]),
        "r": draw.randint(1, world["recipients"]), "c": draw.randint(1, world["contracts"]),
        "g": draw.randint(1, world["grants"]),
    }  # fmt: skip


if __name__ == "__main__":
    print_rows(run)
