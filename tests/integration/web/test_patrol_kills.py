"""The office killed in the middle of phones' requests: nothing acknowledged is lost."""

from __future__ import annotations

import json
import random
import threading
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from tests.patience import patience
from tests.prepared_office import prepared
from tests.served import Served, python


ROOT = str(Path(__file__).parents[3])
WORLD = f"""
import json, sys
sys.path.insert(0, {ROOT!r})
from tests.integration.web.patrol_world import WARDENS, plan_bytes
from beatwise.web.accounts.models import Account
from beatwise.web.patrols import plan_intake
from beatwise.web.patrols.phones import actions, enrolment_code
by = Account.objects.create(email="g@office.example", role="governance")
programme = plan_intake.take_in(content=plan_bytes(), by=by, partners={{"Pelbrook": WARDENS}})
codes = [actions.add_phone(programme=programme, partner=WARDENS, by=by).code for _ in range(3)]
print(json.dumps([enrolment_code.spend(code).key for code in codes]))
"""
AFTER = """
import json
from beatwise.web.patrols import integrity
from beatwise.web.patrols.models import PatrolEvent
ids = [str(u) for u in PatrolEvent.objects.filter(accepted=True).values_list("uuid", flat=True)]
print(json.dumps([ids, list(integrity.check())]))
"""


class Outbox(threading.Thread):
    """A phone that sends its items until each was answered, through every kill."""

    def __init__(self, served: Served, key: str, seed: int, ended: threading.Event):
        super().__init__(daemon=True)
        self.served, self.key, self.ended = served, key, ended
        self.random, self.acknowledged, self.waiting, self.seq = random.Random(seed), set(), [], 0

    def run(self) -> None:
        """Add a few items and send all that wait, again and again."""
        self._add("shift_start", {})
        while not self.ended.is_set() or self.waiting:
            for _ in range(0 if self.ended.is_set() else self.random.randint(1, 20)):
                self._add("fix", {"lon": -0.128, "lat": 51.504})
            try:
                answer = httpx.post(
                    f"{self.served.base}/patrols/sync", json={"items": self.waiting[:100]},
                    headers={"Authorization": f"Bearer {self.key}"}, timeout=patience(10),
                )  # fmt: skip
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            if answer.status_code == 200:
                done = {a["id"] for a in answer.json()["answers"] if a["status"] != "rejected"}
                self.acknowledged |= done
                self.waiting = [item for item in self.waiting if item["id"] not in done]
            time.sleep(0.3)  # under the limit of calls a minute

    def _add(self, kind: str, payload: dict) -> None:
        self.seq += 1
        self.waiting.append(
            {"id": str(uuid.uuid4()), "seq": self.seq, "at": datetime.now(UTC).isoformat(),
             "kind": kind, "shift": "Pelbrook now", "payload": payload}
        )  # fmt: skip


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost_by_kills(tmp_path, engine):
    """After three kills what was acknowledged is there, each item once, and all holds together."""
    with prepared(tmp_path, engine) as given:
        _killed(given)


def _killed(given: dict[str, str]) -> None:
    keys = json.loads(python(WORLD, given, timeout=120))
    served, ended, dice = Served(given, words=("--no-worker",)), threading.Event(), random.Random(7)
    served.start()
    phones = [Outbox(served, key, seed, ended) for seed, key in enumerate(keys)]
    try:
        for phone in phones:
            phone.start()
        for _ in range(3):
            time.sleep(0.5 + dice.random())
            served.kill()
            served.start()
        ended.set()
        for phone in phones:
            phone.join(patience(60))
            assert not phone.is_alive()
    finally:
        ended.set()
        served.stop()
    stored, faults = json.loads(python(AFTER, given, timeout=120))
    acknowledged = set().union(*(phone.acknowledged for phone in phones))
    assert len(acknowledged) > 3
    assert sorted(stored) == sorted(acknowledged)
    assert faults == []
