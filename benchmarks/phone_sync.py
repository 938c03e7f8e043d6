"""Phones that hand in a minute's fixes each minute: 500 on PostgreSQL, 100 on SQLite.

Serves an office with ``beatwise serve`` (two processes) on this machine. Each phone sends two fixes
a minute, at its own second of the minute, for so many minutes; then every id is looked for. The
load comes from this same machine and stops by itself.

    python -m benchmarks.phone_sync [MINUTES]
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
from pathlib import Path

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
ROOT = str(Path(__file__).parents[1])


def main() -> int:
    """Run both loads and print what was measured; return 1 when a fix was lost."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    with cluster() as address:
        lost = run("PostgreSQL", 500, minutes, address)
    return int(bool(lost + run("SQLite", 100, minutes, None)))


def run(name: str, phones: int, minutes: float, address: str | None) -> int:
    """Run one load; return how many acknowledged fixes are not there."""
    with tempfile.TemporaryDirectory() as folder:
        given = environment(Path(folder), address)
        keys = json.loads(python(WORLD.format(root=ROOT, phones=phones), given, timeout=120))
        served = Served(given, processes=2)
        served.start()
        try:
            load = Load(served.base, minutes)
            with ThreadPoolExecutor(64) as pool:
                begun = time.monotonic()
                for number, key in enumerate(keys):
                    pool.submit(load.warm, key) if number < 4 else None
                jobs = [
                    (begun + 2 + 60 * minute + 60 * number / phones, key, 2 * minute + 1)
                    for minute in range(max(1, round(minutes)))
                    for number, key in enumerate(keys)
                ]
                for due, key, seq in sorted(jobs):
                    time.sleep(max(0.0, due - time.monotonic()))
                    pool.submit(load.send, due, key, seq)
        finally:
            served.stop()
        stored, pings = json.loads(python(AFTER, given, timeout=120))
    lost = len(load.accepted - set(stored))
    times = sorted(load.times)
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000  # noqa: E731
    print(
        f"{name}: {phones} phones, {len(times)} requests, p50 {at(0.5):.0f} ms, "
        f"p95 {at(0.95):.0f} ms, p99 {at(0.99):.0f} ms, {load.failures} failed, "
        f"{len(load.accepted)} accepted, {lost} lost, {pings} pings; "
        f"load of the machine {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    return lost


class Load:
    """What phones sent, how long each waited from when it was due, and what was accepted."""

    def __init__(self, base: str, minutes: float):
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
