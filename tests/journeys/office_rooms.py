"""Two journeys through rooms that a quarter's work does not pass: money and own registers.

Each begins in an office with an account of every role and nothing else, and is what people do from
their home pages: a fund whose entry is proposed, confirmed and approved by three, and a register of
the office's own, loaded, used and taken back.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

from playwright.sync_api import Browser
from tests.journeys.office_quarter import Journey, Quarter
from tests.journeys.office_walker import Effort
from tests.prepared_office import copy_tables
from tests.served import SIGN_IN, Served, environment, python


EVERYBODY = """
import json
from beatwise.accountability import roles
from beatwise.web.accounts import actions
keys = {}
for name, _ in roles.choices():
    area = "Northtown" if roles.role(name).sees == roles.OWN_AREA else ""
    account = actions.make(email=f"{name}@office.example", role=name, area=area, by=None)
    keys[name] = signed_in(account)
print(json.dumps(keys))
"""
PERMITS = """
slug = "own_permits"
title = "Parking permits"
one = "parking permit"
about = "Permits for the yard behind the office."
beginning = "Enter the permits that are in force."
heading = "plate"
owner = "governance"
readers = ["commissioner"]
writers = []
fields = [
  { name = "plate", label = "Number plate", kind = "text", required = true, listed = true },
  { name = "hours", label = "Hours a week", kind = "number" },
]
states = [{ name = "open", title = "Open" }, { name = "ended", title = "Ended", final = true }]
transitions = [
  { name = "end", words = "End it", from = ["open"], to = "ended", roles = ["governance"] },
]
"""
FEE = '  { name = "fee", label = "Fee", kind = "money", formula = "hours * £1.50" },\n'
WITH_FEE = PERMITS.replace("]\nstates", f"{FEE}]\nstates")


def begin(browser: Browser, folder: Path, width: int, shots: Path | None = None) -> Quarter:
    """Serve an office with everybody's account and nothing else."""
    copy_tables(folder)
    given = environment(folder)
    keys = json.loads(python(SIGN_IN + EVERYBODY, given))
    office = Quarter(Served(given), browser, width, folder, keys, shots)
    office.served.start()
    return office


def enter_money(office: Quarter) -> Effort:
    """Commissioning proposes, finance confirms, and the commissioner approves above the limit."""
    day = dt.date.today().isoformat()
    with office.walker("finance_officer") as finance:
        finance.menu("Funds")
        finance.follow(re.compile("Proposed entries"))
        finance.follow("Limits")
        finance.follow("Set a limit")
        finance.write("From", day)
        finance.write("Amount in pounds", "10000")
        finance.write("Where it is set", "Scheme of delegation, part 3")
        finance.follow("Save")
        finance.follow("Save")
        finance.sees("£10,000.00")
    with office.walker("commissioning") as proposer:
        proposer.menu("Funds")
        proposer.follow("New fund")
        proposer.write("Name", "Safer streets")
        proposer.choose("Who decides", "Commissioner")
        proposer.follow("Save")
        proposer.follow("Propose an entry")
        proposer.choose("What kind of entry", "Opening balance: what the fund starts with")
        proposer.write("Amount in pounds", "25000")
        proposer.write("Day", day)
        proposer.follow("Save")
        proposer.sees("£25,000.00")
        proposer.follow("Save")
        proposer.sees("1 proposed entry waits")
    with office.walker("finance_officer") as confirmer:
        confirmer.follow(re.compile("Confirm: opening balance of £25,000.00"))
        confirmer.follow("Confirm")
        confirmer.sees("Check before you go on")
        confirmer.follow("Confirm")
        confirmer.sees("Next step: “Approve and enter”")
    with office.walker("commissioner") as approver:
        approver.follow(re.compile("Approve and enter: opening balance"))
        approver.follow("Approve and enter")
        approver.sees("never changed")
        approver.follow("Approve and enter")
        approver.sees("Entered")
        approver.follow("Safer streets")
        approver.sees("£25,000.00 left to allocate")
    return finance.effort + proposer.effort + confirmer.effort + approver.effort


def keep_a_register(office: Quarter) -> Effort:
    """The governance officer loads a register, makes a record, and takes a version back."""
    first, second = office.folder / "permits.toml", office.folder / "permits-2.toml"
    first.write_text(PERMITS, encoding="utf-8")
    second.write_text(WITH_FEE, encoding="utf-8")
    with office.walker("governance") as person:
        person.menu("Registers")
        person.follow("Load a register")
        person.hand_over("Document (TOML)", first)
        person.follow("Look at it first")
        person.sees("Permits for the yard behind the office.")
        person.follow("Load it")
        person.follow("New parking permit")
        person.write("Number plate", "AB12 CDE")
        person.write("Hours a week", "3")
        person.follow("Save")
        person.sees("AB12 CDE")
        person.menu("Registers")
        person.follow("Load a register")
        person.hand_over("Document (TOML)", second)
        person.write("Why", "Fees from April")
        person.follow("Look at it first")
        person.sees("New field: Fee.")
        person.follow("Load it")
        person.follow(re.compile("^1"))
        person.sees("£4.50")
        person.menu("Parking permits")
        person.follow("Rules")
        person.follow("Take back version 2")
        person.write("Why", "No fees after all")
        person.follow("Take it back")
        person.sees("Parking permits")
        person.follow(re.compile("^1"))
        person.sees("AB12 CDE")
        assert not person.page.get_by_text("£4.50").count()
    return person.effort


ROOMS = (
    Journey("a fund's entry proposed, confirmed, approved", "three people", enter_money),
    Journey("an own register loaded, used, taken back", "governance officer", keep_a_register),
)
