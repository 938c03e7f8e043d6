"""Two funds: one shared among the towns' partnerships by population, one not yet allocated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from beatwise.accountability.funds import allocate, pounds
from beatwise.web.accounts.models import Account
from beatwise.web.funds import accounts, ledger_entries


TOTAL = 63_967_500  # pence
SPENT = (95, 70, 40, 0)  # of each line's commitment, per cent
POPULATIONS = (41_200, 23_850, 17_300, 9_950)


def fill(people: dict[str, Account], towns: Sequence[str]) -> None:
    """Open the funds, allocate by population, and pay part of what is promised."""
    by, today = people["commissioning"], timezone.localdate()
    start = today.year if today.month >= 4 else today.year - 1
    year = f"{start}/{(start + 1) % 100:02d}"
    opening_day = dt.date(start, 4, 1)
    fund = accounts.make_fund(
        values={
            "name": "Community safety partnerships",
            "purpose": "What each town's partnership agrees to do for a safer town.",
            "uses": "Projects that the partnership agreed before it asked for the money.",
            "opens": opening_day,
        },
        by=by,
    )
    ledger_entries.enter(
        fund=fund.number, line=None, kind="opening", amount=pounds(TOTAL), on=opening_day, by=by
    )
    names = list(towns)[: len(POPULATIONS)]
    shares = allocate(TOTAL, dict(zip(names, POPULATIONS, strict=False)))
    for town, spent in zip(names, SPENT, strict=False):
        values = {"receiver": f"{town} partnership", "area": town, "year": year,
                  "spend_by": dt.date(start + 1, 3, 31)}  # fmt: skip
        line = accounts.add_line(fund=fund.number, values=values, by=by)
        promised = shares[town] * 9 // 10
        steps = {"allocation": shares[town], "commitment": promised,
                 "payment": promised * spent // 100}  # fmt: skip
        for kind, amount in steps.items():
            if amount:
                ledger_entries.enter(
                    fund=fund.number, line=line.number, kind=kind, amount=pounds(amount), on=today,
                    by=by, words="By population" if kind == "allocation" else "",
                    reference=f"{year}-{line.number}" if kind == "payment" else "",
                )  # fmt: skip
    prevention = accounts.make_fund(
        values={
            "name": "Crime prevention fund",
            "purpose": "Patrols on foot and other prevention until the end of the term.",
            "closes": dt.date(start + 2, 5, 31),
        },
        by=by,
    )
    ledger_entries.enter(
        fund=prevention.number, line=None, kind="income", amount="250,000", on=opening_day,
        words="From reserves", by=by,
    )  # fmt: skip
