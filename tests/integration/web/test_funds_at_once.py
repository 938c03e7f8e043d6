"""Two people at work on the same funds at the same moment: no penny is made or lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.prepared_office import prepared
from tests.served import python


FUNDS = """
from beatwise.web.accounts.models import Account
from beatwise.web.funds import accounts, ledger_entries
by = Account.objects.create(email="one@office.example", role="finance_officer")
Account.objects.create(email="two@office.example", role="finance_officer")
for name in ("A", "B"):
    fund = accounts.make_fund(values={"name": name}, by=by).number
    for receiver in ("North", "South"):
        accounts.add_line(fund=fund, values={"receiver": receiver, "year": "2026/27"}, by=by)
    ledger_entries.enter(fund=fund, line=None, kind="opening", amount="300", on="2026-04-01", by=by)
"""
# Whoever is quicker takes what is left; what was taken is counted by the one who took it.
WORK = """
import json, random, sys
from collections import Counter
from beatwise.errors import BadInput, Conflict
from beatwise.web.accounts.models import Account
from beatwise.web.funds import ledger_entries
from beatwise.web.funds.models import LedgerEntry
who, draw, done = {who!r}, random.Random({who!r}), Counter()
by = Account.objects.get(email=f"{{who}}@office.example")
KINDS = ("income", "allocation", "commitment", "payment", "payment", "return")
for at in range({acts}):
    fund, line, pence = draw.randint(1, 2), draw.randint(1, 2), draw.randrange(1, 12000)
    kind = draw.choice((*KINDS, "reverse", "transfer"))
    common = dict(amount=f"{{pence / 100:.2f}}", on="2026-04-01", by=by)
    try:
        if kind == "reverse":
            rows = list(LedgerEntry.objects.filter(fund__number=fund).order_by("number"))
            row = draw.choice(rows)
            ledger_entries.reverse(fund=fund, number=row.number, why="Undone", by=by)
            kind, pence = row.kind, -row.amount
        elif kind == "transfer":
            ledger_entries.move(kind="transfer_out", fund=fund, line=None, to_fund=3 - fund,
                                to_line=None, words="Moved", **common)
        else:
            ledger_entries.enter(fund=fund, line=None if kind == "income" else line, kind=kind,
                                 reference=f"{{who}}-{{at}}" if kind == "payment" else "", **common)
    except (BadInput, Conflict):
        continue
    done[kind] += pence
    done["acts"] += 1
print(json.dumps(done))
"""
CHECK = """
import json
from beatwise.web.funds import integrity
from beatwise.web.funds.models import Fund, LedgerEntry
rows = Fund.objects.all()
print(json.dumps({
    "faults": list(integrity.funds()), "entries": LedgerEntry.objects.count(),
    "funded": sum(row.funded for row in rows), "paid": sum(row.paid for row in rows),
    "sound": all(r.funded >= r.allocated >= r.committed >= r.paid >= 0 for r in rows)}))
"""
ACTS = 80


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def given(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[dict[str, str]]:
    """An office on an engine of its own, with two funds of £300 and two lines each."""
    with prepared(tmp_path_factory.mktemp("at-once"), request.param) as environment:
        python(FUNDS, environment)
        yield environment


def test_two_sessions_make_and_lose_no_penny(given):
    """What both took in and paid is what the funds hold; each had its acts, beside the other's."""
    with ThreadPoolExecutor(2) as pool:
        asked = [WORK.format(who=who, acts=ACTS) for who in ("one", "two")]
        printed = list(pool.map(lambda code: python(code, given), asked))
    done = [Counter(json.loads(each)) for each in printed]
    assert all(each["acts"] > ACTS // 8 for each in done), done
    both = Counter(done[0])
    both.update(done[1])  # adds what was reversed too, which is below nothing
    after = json.loads(python(CHECK, given))
    assert after["faults"] == []
    assert after["sound"]
    assert after["funded"] == 60_000 + both["income"] + both["opening"]
    assert after["paid"] == both["payment"] - both["return"]
    assert after["entries"] >= 2 + both["acts"]
