"""Phones that hand in a minute's fixes each minute: 500 on PostgreSQL, 100 on SQLite.

Serves an office with ``beatwise serve`` (two processes) on this machine. Each phone sends two fixes
a minute, at its own second of the minute, for so many minutes; then every id is looked for. The
load comes from this same machine and stops by itself.

    python -m benchmarks phone_sync             (a row of RESULTS.md for each)
    python -m benchmarks.phone_sync [MINUTES]   (only printed)
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from tests.postgres import cluster
from tests.served import Served, environment, python


WORLD = """
import datetime as dt, json, sys
sys.path.insert(0, {root!r})
from tests.integration.web.patrol_world import WARDENS, plan_bytes
from beatwise.web.accounts.models import Account
from beatwise.web.patrols import plan_intake
from beatwise.web.patrols.models import Phone, PatrolShift
from beatwise.web.patrols.phones import phone_keys
from django.utils import timezone
by = Account.objects.create(email="g@office.example", role="governance")
programme = plan_intake.take_in(content=plan_bytes(), by=by, partners={{"Pelbrook": WARDENS}})
shift = programme.shifts.get(name="Pelbrook now")
keys = [phone_keys.fresh_key("bwp") for _ in range({phones})]
rows = Phone.objects.bulk_create(
    Phone(programme=programme, number=n, partner=WARDENS, key_hash=phone_keys.hash_of(key),
          enrolled_at=timezone.now()) for n, key in enumerate(keys, 1))
start = timezone.now() - dt.timedelta(minutes=30)
PatrolShift.objects.bulk_create(PatrolShift(phone=p, shift=shift, started=start) for p in rows)
print(json.dumps(keys))
"""
AFTER = """
import json
from beatwise.web.patrols.models import PatrolEvent, Ping
print(json.dumps([[str(u) for u in PatrolEvent.objects.values_list("uuid", flat=True)],
                  Ping.objects.count()]))
"""
MINUTES, TARGET_MS = 2.0, 300.0
ROOT = str(Path(__file__).parents[1])


@dataclass(frozen=True)
class Handed:
    """What a load gave: times of the answers in milliseconds, and what became of the fixes."""

    engine: str
    phones: int
    minutes: float
    times: list[float]
    failures: int
    accepted: int
    lost: int
    pings: int
    load_of_machine: float

    def at(self, share: float) -> float:
        """Return the time within which a share of the answers came, in milliseconds."""
        return self.times[min(len(self.times) - 1, int(len(self.times) * share))]

    @property
    def words(self) -> str:
        """All of it in a line."""
        return (
            f"{len(self.times)} requests in {self.minutes:g} minutes, p50 {self.at(0.5):.0f} ms, "
            f"p99 {self.at(0.99):.0f} ms, {self.failures} failed, {self.accepted} accepted, "
            f"{self.lost} lost, {self.pings} pings; load of the machine "
            f"{self.load_of_machine:.1f}"
        )


def main() -> int:
    """Run both loads and print what was measured; return 1 when a fix was lost."""
    rows = run(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES)
    for row in rows:
        print(f"{row['work']}: {row['ours']:.0f}; {row['note']}", flush=True)
    return int(not all(row["met"] for row in rows))


def run(minutes: float = MINUTES) -> list[dict[str, Any]]:
    """Return a row for 500 phones on PostgreSQL and one for 100 on SQLite."""
    with cluster() as address:
        rows = [_row(handed("PostgreSQL", 500, minutes, address))]
    return [*rows, _row(handed("SQLite", 100, minutes, None))]


def _row(result: Handed) -> dict[str, Any]:
    p95 = result.at(0.95)
    return {
        "work": f"sync on {result.engine}: {result.phones} phones, a minute's fixes each minute, "
        "p95 (ms)",
        "ours": p95,
        "target": f"≤ {TARGET_MS:g} ms, none lost",
        "met": p95 <= TARGET_MS and not result.lost and not result.failures,
        "note": result.words,
    }


def handed(engine: str, phones: int, minutes: float, address: str | None) -> Handed:
    """Run one load and look for every fix that was acknowledged."""
    with tempfile.TemporaryDirectory() as folder:
        given = environment(Path(folder), address)
        keys = json.loads(python(WORLD.format(root=ROOT, phones=phones), given, timeout=120))
        served = Served(given, processes=2)
        served.start()
        try:
            load = _send_all(served.base, keys, minutes)
        finally:
            served.stop()
        stored, pings = json.loads(python(AFTER, given, timeout=120))
    lost = len(load.accepted - set(stored))
    times = sorted(1000 * seconds for seconds in load.times)
    return Handed(
        engine, phones, minutes, times, load.failures, len(load.accepted), lost, pings,
        os.getloadavg()[0],
    )  # fmt: skip


def _send_all(base: str, keys: list[str], minutes: float) -> Load:
    """Send for each phone at its own second of each minute."""
    load = Load(base)
    with ThreadPoolExecutor(64) as pool:
        begun = time.monotonic()
        for key in keys[:4]:
            pool.submit(load.warm, key)
        jobs = [
            (begun + 2 + 60 * minute + 60 * number / len(keys), key, 2 * minute + 1)
            for minute in range(max(1, round(minutes)))
            for number, key in enumerate(keys)
        ]
        for due, key, seq in sorted(jobs):
            time.sleep(max(0.0, due - time.monotonic()))
            pool.submit(load.send, due, key, seq)
    return load


class Load:
    """What phones sent, how long each waited from when it was due, and what was accepted."""

    def __init__(self, base: str):
        self.base, self.times, self.accepted = base, list[float](), set[str]()
        self.failures, self.lock, self.near = 0, threading.Lock(), threading.local()

    def warm(self, key: str) -> None:
        """Read a pack, which is not counted."""
        self._client().get("/patrols/pack", headers={"Authorization": f"Bearer {key}"})

    def send(self, due: float, key: str, seq: int) -> None:
        """Send two fixes of the minute and note the answer."""
        now = dt.datetime.now(dt.UTC)
        items = [
            {"id": str(uuid.uuid4()), "seq": seq + n, "kind": "fix", "shift": "Pelbrook now",
             "at": (now - dt.timedelta(seconds=30 * n)).isoformat(),
             "payload": {"lon": -0.12835, "lat": 51.50399, "accuracy": 8}}
            for n in range(2)
        ]  # fmt: skip
        answer = self._client().post(
            "/patrols/sync", json={"items": items}, headers={"Authorization": f"Bearer {key}"}
        )
        passed = time.monotonic() - due
        with self.lock:
            self.times.append(passed)
            if answer.status_code != 200:
                self.failures += 1
                return
            self.accepted |= {
                a["id"] for a in answer.json()["answers"] if a["status"] == "accepted"
            }

    def _client(self) -> httpx.Client:
        if not hasattr(self.near, "client"):
            self.near.client = httpx.Client(base_url=self.base, timeout=60)
        return self.near.client


if __name__ == "__main__":
    sys.exit(main())
