"""An office with the grants, contracts and payments of ``money_scale``, and fifty people.

Made inside ``BEATWISE_WORKSPACE``; prints what there is to open. Every value is made up.
"""

from __future__ import annotations

import json
import random
from typing import Any

from benchmarks import money_scale
from benchmarks._office_world import session_key


ROLES = ("commissioning", "finance_officer", "governance", "commissioner", "performance")
PEOPLE = 50
LAST_DAY = "2027-02-01"  # every grant and contract outlives the office


def fill() -> dict[str, Any]:
    """Make everything; return the session keys by role and how much there is to open."""
    from beatwise.web.accounts.models import Account
    from beatwise.web.commissioning import actions as commissioning
    from beatwise.web.keeping.demo.money import PUBLISHER

    rows = [
        Account(email=f"u{at}@office.example", role=ROLES[at % len(ROLES)])
        for at in range(PEOPLE + 1)
    ]
    Account.objects.bulk_create(rows)
    money_scale.fill(random.Random(money_scale.SEED))
    accounts = list(Account.objects.order_by("pk"))
    # One change through an action: an office without any history remembers no answer.
    commissioning.set_publisher(values=PUBLISHER, version=0, by=accounts[0])
    commissioning.set_last_day(on=LAST_DAY, basis="Made up", version=0, by=accounts[1])
    return {
        "keys": {a.email: [a.role, session_key(a)] for a in accounts[:PEOPLE]},
        "apart": session_key(accounts[PEOPLE]),
        "funds": money_scale.FUNDS, "lines": money_scale.GRANTS // money_scale.FUNDS,
        "recipients": money_scale.RECIPIENTS,
        "contracts": money_scale.CONTRACTS, "grants": money_scale.GRANTS,
    }  # fmt: skip


if __name__ == "__main__":
    import os
    from pathlib import Path

    from beatwise.web.start import start

    start(Path(os.environ["BEATWISE_WORKSPACE"]))
    print(json.dumps(fill()))
