"""Whatever is entered, moved and reversed in funds: no penny is made, lost or spent twice."""

from __future__ import annotations

import contextlib
import datetime as dt

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from beatwise.accountability.ledger import PAIRS, SINGLE
from beatwise.errors import BadInput, Conflict


TODAY = dt.date(2026, 11, 22)
AMOUNTS = st.integers(1, 40_000)
LINES = st.sampled_from([None, 1, 2, 3, 4])


def _pounds(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}"


def test_no_sequence_makes_or_loses_a_penny(office, monkeypatch):
    """A plain recount of what was taken equals what every fund and line comes to."""
    from django.db import transaction

    from beatwise.web.funds import accounts, integrity, ledger_entries, selectors
    from beatwise.web.funds.models import Fund, LedgerEntry

    monkeypatch.setattr(selectors, "today", lambda: TODAY)
    by = office.account("finance_officer")

    class Ledgers(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.point = transaction.atomic()
            self.point.__enter__()
            for name in ("A", "B"):
                fund = accounts.make_fund(values={"name": name}, by=by)
                for year in ("2025/26", "2026/27"):
                    for receiver in ("North", "South"):
                        values = {"receiver": receiver, "year": year}
                        accounts.add_line(fund=fund.number, values=values, by=by)
            self.numbers = list(Fund.objects.order_by("name").values_list("number", flat=True))
            self.money = 0
            self.paid = 0

        def teardown(self):
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)

        @rule(fund=st.integers(0, 1), line=LINES, kind=st.sampled_from(SINGLE), amount=AMOUNTS)
        def enter(self, fund, line, kind, amount):
            try:
                row = ledger_entries.enter(
                    fund=self.numbers[fund], line=line, kind=kind, amount=_pounds(amount),
                    on="2026-03-31" if line in (1, 2) else "2026-04-01", by=by,
                )  # fmt: skip
            except (BadInput, Conflict):
                return
            self._count(row, 1)

        @rule(kind=st.sampled_from(list(PAIRS)), line=st.integers(1, 4), to_line=st.integers(1, 4),
              amount=AMOUNTS)  # fmt: skip
        def move(self, kind, line, to_line, amount):
            here, there = self.numbers
            with contextlib.suppress(BadInput, Conflict):
                ledger_entries.move(
                    kind=kind, fund=here, line=line, to_fund=there if "transfer" in kind else here,
                    to_line=to_line, amount=_pounds(amount), on="2026-04-01", words="Moved", by=by,
                )  # fmt: skip

        @precondition(lambda self: LedgerEntry.objects.exists())
        @rule(pick=st.integers(0, 10**6))
        def reverse(self, pick):
            rows = list(LedgerEntry.objects.order_by("pk"))
            row = rows[pick % len(rows)]
            try:
                ledger_entries.reverse(fund=row.fund.number, number=row.number, why="Undone", by=by)
            except Conflict:
                return
            self._count(row, -1)

        def _count(self, row, times):
            if row.kind in ("opening", "income"):
                self.money += times * row.amount
            self.paid += times * row.amount * {"payment": 1, "return": -1}.get(row.kind, 0)

        @invariant()
        def sound(self):
            assert list(integrity.funds()) == []
            funds = list(Fund.objects.all())
            assert sum(fund.funded for fund in funds) == self.money
            assert sum(fund.paid for fund in funds) == self.paid
            assert all(f.funded >= f.allocated >= f.committed >= f.paid >= 0 for f in funds)

    quick = settings(
        max_examples=6, stateful_step_count=20, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Ledgers, settings=quick)
