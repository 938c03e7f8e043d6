"""An office for browsers, served: accounts of every role, the addresses' world, a long list."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from tests.journeys.windows import window
from tests.prepared_office import copy_tables
from tests.served import SIGN_IN, Served, environment, python


ROOT = Path(__file__).parents[2]
PASSWORD = "three unusual words"
PEOPLE = """
import json
from beatwise.web.accounts import actions
from beatwise.accountability import roles
keys = {}
for name, _ in roles.choices():
    area = "Northtown" if roles.role(name).sees == roles.OWN_AREA else ""
    account = actions.make(email=f"{name}@office.example", role=name, area=area, by=None)
    keys[name] = signed_in(account)
actions.make(email="new@office.example", role="governance", password=%r, by=None)
print(json.dumps(keys))
"""
WORLD = """
import json
from beatwise.web.accounts.models import Account
from beatwise.web.performance.models import ObservationRow
from tests.integration.web.test_addresses import made_world

class Office:
    engine = "sqlite"
    def account(self, role):
        return Account.objects.get(email=f"{role}@office.example")

world = made_world(Office())
ObservationRow.objects.bulk_create([
    ObservationRow(measure="robbery", area=f"Ward {n % 200}", period=f"{1950 + n // 200}",
             at=(1950 + n // 200) * 12, months=12, value=str(n)) for n in range(10_001)
], batch_size=1000)
print(json.dumps(world))
"""


@dataclass
class Office:
    """A served office: where it is, who is signed in with which key, and what is there."""

    served: Served
    keys: dict[str, str]
    world: dict[str, Any]

    def browse(self, browser: Browser, role: str = "", width: int = 1200) -> Page:
        """Return a page of a browser of its own, signed in as a role."""
        context = self.context(browser, role, width)
        return context.new_page()

    def context(self, browser: Browser, role: str = "", width: int = 1200) -> BrowserContext:
        """Return a browser of its own, signed in as a role."""
        base = self.served.base
        context = window(browser, base_url=base, viewport={"width": width, "height": 900})
        if role:
            context.add_cookies([{"name": "beatwise", "value": self.keys[role], "url": base}])
        return context


def served(folder: Path) -> Office:
    """Return an office with its people and nothing else, served with its worker."""
    copy_tables(folder)
    given = environment(folder)
    given["PYTHONPATH"] += f":{ROOT}"
    keys = json.loads(python(SIGN_IN + PEOPLE % PASSWORD, given))
    made = Office(Served(given, worker=True), keys, {})
    made.served.start()
    return made


def fill(office: Office) -> None:
    """Make what the addresses of the table speak of."""
    office.world = json.loads(python(WORLD, office.served.environment, timeout=120))


def code(secret: str) -> str:
    """Return the number that an authenticator app shows now."""
    import base64
    import hashlib
    import hmac
    import struct
    import time

    key = base64.b32decode(re.sub(r"\s", "", secret))
    mark = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = mark[-1] & 15
    return f"{(struct.unpack('>I', mark[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"
