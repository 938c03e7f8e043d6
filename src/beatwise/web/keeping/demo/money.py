"""Funds, one shared, one joint; a reserve; two years' budgets; and what the office is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from beatwise.accountability.funds import allocate, pounds
from beatwise.clock import financial_year, financial_year_days, financial_year_words
from beatwise.web.accounts.models import Account
from beatwise.web.budget import budget_actions
from beatwise.web.commissioning import actions as commissioning_actions
from beatwise.web.funds import accounts, ledger_entries
from beatwise.web.funds.proposals import projects


BUDGET_ROWS: dict[str, list[dict[str, object]]] = {
    "lines": [
        {"name": "Police grant", "part": "income", "planned": "125,000,000"},
        {
            "name": "Force",
            "part": "force",
            "planned": "215,000,000",
            "actual": "140,000,000",
            "expected": "216,100,000",
            "reported_on": None,
        },
        {"name": "Office", "part": "office", "planned": "5,206,000"},
        {"name": "Commissioning", "part": "other", "planned": "9,000,000"},
    ],
    "scenarios": [
        {"name": "As proposed", "rise": "11", "effects": "A gap is left for savings."},
        {"name": "As advised", "rise": "15", "effects": "Keeps the contact centre's posts."},
    ],
    "years": [
        {"name": "In two years", "deficit": "9,000,000", "risk": "Very high"},
        {"name": "Within four years", "deficit": "16,400,000"},
    ],
    "savings": [{"name": "Office, 3 %", "amount": "161,000", "decides": "commissioner"}],
    "answers": [
        {"name": "No rise", "share": "34", "least": "0", "most": "0"},
        {"name": "The highest rise", "share": "41", "least": "15", "most": "15"},
        {"name": "What is needed for pay", "share": "25", "least": "11", "most": "20"},
    ],
}
YEAR_BEFORE = (("Police grant", "income", "120,640,000"), ("Force", "force", "206,500,000"),
               ("Office", "office", "5,050,000"), ("Commissioning", "other", "8,700,000"),
              )  # fmt: skip
TOTAL = 63_967_500  # pence
SPENT = (95, 70, 40, 0)  # of each line's commitment, per cent
# What the office is called in the files that it publishes of grants and contracts.
PUBLISHER = {
    "name": "Office of the local policing body", "identifier": "GB-LAE-DEMO",
    "giving_prefix": "360G-demo", "contracting_prefix": "ocds-000000",
}  # fmt: skip
POPULATIONS = (41_200, 23_850, 17_300, 9_950)


def fill(people: dict[str, Account], towns: Sequence[str]) -> None:
    """Open the funds, allocate by population, and pay part of what is promised."""
    by, finance = people["commissioning"], people["finance_officer"]
    today = timezone.localdate()
    start = financial_year(today)
    year, opening_day = financial_year_words(start), financial_year_days(start)[0]
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
        fund=fund.number,
        line=None,
        kind="opening",
        amount=pounds(TOTAL),
        on=opening_day,
        by=finance,
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
                    by=finance, words="By population" if kind == "allocation" else "",
                    reference=f"{year}-{line.number}" if kind == "payment" else "",
                )  # fmt: skip
    projects.add(
        fund=fund.number, line=1, by=by,
        values={"name": "Wardens in the evening", "agreed_on": opening_day,
                "about": "Two wardens on four evenings a week.", "source": "Partnership's meeting"},
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
        words="From reserves", by=finance,
    )  # fmt: skip
    joint = accounts.make_fund(
        values={"name": "Joint prevention fund", "kind": "joint",
                "purpose": "What the office and the force pay into together."},
        by=finance,
    )  # fmt: skip
    for payer, paid_in in (("The office", "120,000"), ("The force", "180,000")):
        ledger_entries.enter(fund=joint.number, line=None, kind="income", amount=paid_in,
                             on=opening_day, words=payer, by=finance)  # fmt: skip
    commissioning_actions.set_last_day(
        on=dt.date(start + 2, 5, 3), basis="Expected: the paper on the end of the body", version=0,
        by=finance,
    )  # fmt: skip
    commissioning_actions.set_publisher(values=PUBLISHER, version=0, by=by)
    _fill_budget(finance, start)


def _fill_budget(finance: Account, start: int) -> None:
    """A budget year with two scenarios, its lines, a saving, and a reserve."""
    year = budget_actions.open_year(year=str(start), by=finance).year
    values = {
        "tax_base": "350,000", "band_d": "286.23", "risk": "Very high beyond this year.",
        "survey_answers": "1200", "survey_printed": "10.40",
    }  # fmt: skip
    budget_actions.change_year(year=year, version=1, values=values, by=finance)
    for kind, rows in BUDGET_ROWS.items():
        for row in rows:
            budget_actions.keep_row(year=year, kind=kind, number=None, values=row, by=finance)
    proposed = {"kind": "proposed", "on": dt.date(start, 1, 28), "rise": "11"}
    budget_actions.take_step(year=year, values=proposed, by=finance)
    before = budget_actions.open_year(year=str(start - 1), by=finance).year
    for name, part, planned in YEAR_BEFORE:
        row = {"name": name, "part": part, "planned": planned}
        budget_actions.keep_row(year=before, kind="lines", number=None, values=row, by=finance)
    reserve = accounts.make_fund(
        values={"name": "Budget equalisation reserve", "kind": "reserve",
                "uses": "To balance a year's budget.",
                "after_end": "Not settled: the department was asked."},
        by=finance,
    )  # fmt: skip
    ledger_entries.enter(
        fund=reserve.number, line=None, kind="opening", amount="2,500,000",
        on=dt.date(start, 4, 1), by=finance,
    )  # fmt: skip
