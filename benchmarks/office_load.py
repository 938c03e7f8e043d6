"""The office under load: 50 signed-in people at work, on both engines.

Makes the office of ``_office_world`` (200 measures of 60 periods in 9 areas, 2,000 actions, 12,000
records, 100 accounts), serves it with ``beatwise serve`` on this machine, and takes the times a
browser would see of every kind of page apart (``_fifty_people``), the memory of each process, the
exports' times, and the first page after a start. The load comes from this same machine and stops by
itself. ``python -m benchmarks.office_load SQLite`` measures one engine and writes nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import _fifty_people as people
from benchmarks._served_office import ENGINES, ServedOffice, by_engine, served


RUNS = 3
EXPORTS = {
    "every value, 108,000 rows": "/measures/observations/export/{form}/",
    "every action": "/actions/export/{form}/",
    "every piece of advice, 10,000 rows": "/registers/advice/export/{form}/",
    "every change": "/history/export/{form}/",
}


def run(seconds: float = 50.0, engines: tuple[str, ...] = ENGINES) -> list[dict[str, Any]]:
    """Measure each engine ``RUNS`` times for so many seconds: some five minutes an engine."""
    return by_engine(lambda engine, address: measure(engine, address, seconds), engines)


def measure(engine: str, address: str | None, seconds: float) -> list[dict[str, Any]]:
    """Return the rows of results of one engine."""
    with served(address, starts=RUNS) as office:
        conditions = people.conditions()
        firsts = people.first_looks(office)
        visits = people.joined(people.work(office, seconds, seed) for seed in range(RUNS))
        rows = [_first_row(engine, firsts, conditions), *_page_rows(engine, visits, conditions)]
        exports = _exports(office)
        rows += _export_rows(engine, exports, _job(office))
        memory = _memory(office.pid)
        first, most = round(median(office.first_pages), 2), max(memory.values())
        return [
            *rows,
            {
                "work": f"office on {engine}: first page after start (s)",
                "ours": first,
                "memory_mb": most,
                "target": "2 s, 400 MB a process",
                "met": first <= 2 and most <= 400,
                "note": f"memory by process after load, exports and job: {memory}",
            },
        ]


def _first_row(engine: str, firsts: people.Visits, conditions: str) -> dict[str, Any]:
    every = people.of_all(firsts)
    return {
        "work": f"office on {engine}: first look at a page after a start, p95 (ms)",
        "ours": round(every.p95),
        "target": f"{people.TARGET_MS} ms",
        "met": every.p95 <= people.TARGET_MS and not every.errors,
        "note": f"one person after another, {every.visits} pages; largest {every.largest:.0f}, "
        f"errors {dict(every.errors)}; {people.in_words(people.by_page(firsts)[:8])}; {conditions}",
    }


def _page_rows(engine: str, visits: people.Visits, conditions: str) -> list[dict[str, Any]]:
    every, pages = people.of_all(visits), people.by_page(visits)
    print(f"{engine}, {people.USERS} people, ms ({conditions})", file=sys.stderr)
    print(people.table([every, *pages]), file=sys.stderr, flush=True)
    slowest = pages[0].p95
    return [
        {
            "work": f"office on {engine}: page under {people.USERS} people, p95 (ms)",
            "ours": round(every.p95),
            "target": f"{people.TARGET_MS} ms",
            "met": every.p95 <= people.TARGET_MS and not every.errors,
            "note": f"{every.visits} pages in {RUNS} runs; median {every.median:.0f}, largest "
            f"{every.largest:.0f}, errors {dict(every.errors)}; {conditions} before",
        },
        {
            "work": f"office on {engine}: slowest kind of page under {people.USERS} people, p95 "
            "(ms)",
            "ours": round(slowest),
            "target": f"{people.TARGET_MS} ms",
            "met": slowest <= people.TARGET_MS,
            "note": f"each kind of page, its p95 and its visits: {people.in_words(pages)}",
        },
    ]


def _export_rows(engine: str, exports: dict[str, float], job: str) -> list[dict[str, Any]]:
    plain = max(v for k, v in exports.items() if k.endswith(("csv", "json")))
    sheets = max(v for k, v in exports.items() if k.endswith(("xlsx", "ods")))
    return [
        {
            "work": f"office on {engine}: CSV and JSON of everything, slowest (s)",
            "ours": plain,
            "target": "2 s",
            "met": plain <= 2,
            "note": str(exports),
        },
        {
            "work": f"office on {engine}: XLSX and ODS of 10,000 rows, slowest (s)",
            "ours": sheets,
            "target": "2 s",
            "met": sheets <= 2,
            "note": f"108,000 rows as a job: {job}",
        },
    ]


def _exports(office: ServedOffice) -> dict[str, float]:
    """Time each list in each format that it comes in at once; the median of three."""
    found = {}
    with office.client(office.world["apart"]) as client:
        for what, path in EXPORTS.items():
            for form in ("csv", "json", "xlsx", "ods"):
                if form in ("xlsx", "ods") and ("108,000" in what or "change" in what):
                    continue
                times = [_seconds(client, path.format(form=form)) for _ in range(3)]
                found[f"{what}, {form}"] = round(median(times), 2)
    return found


def _seconds(client: Any, path: str) -> float:
    """Return how long an export takes; when a person's minute is used up, after the next begins."""
    for _ in range(3):
        begun = time.monotonic()
        answer = client.get(path)
        if answer.status_code == 200:
            return time.monotonic() - begun
        assert answer.status_code == 429, (path, answer.status_code)
        time.sleep(int(answer.headers["Retry-After"]) + 1)
    raise AssertionError(f"{path} is refused again and again")


def _job(office: ServedOffice) -> str:
    """Ask for every value as a sheet, and wait for the worker."""
    begun = time.monotonic()
    with office.client(office.key("performance")) as client:
        answer = client.get("/measures/observations/export/xlsx/")
        answered = time.monotonic() - begun
        if answer.status_code != 302:
            return f"no job: {answer.status_code} in {answered:.2f} s"
        while time.monotonic() - begun < 120:
            if 'href="/exports/1/"' in client.get("/exports/").text:
                waited = time.monotonic() - begun
                size = len(client.get("/exports/1/").content)
                return f"answered in {answered:.2f} s, ready in {waited:.1f} s, {size:,} bytes"
            time.sleep(0.5)
    return "not ready in 120 s"


def _memory(pid: int) -> dict[str, int]:
    """Return the resident memory, in MB, of a process and all below it, by what it is."""
    found, below = {}, [pid]
    while below:
        one = below.pop()
        try:
            words = Path(f"/proc/{one}/cmdline").read_text().split("\0")
            held = Path(f"/proc/{one}/status").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        size = int(held.split("VmRSS:")[1].split()[0]) // 1024
        most = int(held.split("VmHWM:")[1].split()[0]) // 1024
        kind = "worker" if "worker" in words else "server"
        found[f"{kind} {one}"] = max(size, most)
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(one)], capture_output=True,
                                  text=True, check=False).stdout  # fmt: skip
        below += [int(child) for child in children.split()]
    return found


if __name__ == "__main__":
    print(json.dumps(run(engines=tuple(sys.argv[1:]) or ENGINES), indent=1))
