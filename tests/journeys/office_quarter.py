"""A quarter's work in ten journeys, from an empty office to a published pack.

Each is what one person does from their home page until they have what they wanted. They build on
each other, in this order: the accounts and the plan, the values and their exceptions, a decision,
the board and its minutes, an action, and what the panel reads of it all.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, expect
from tests.journeys.office_walker import Effort, Walker
from tests.prepared_office import copy_tables
from tests.served import SIGN_IN, Served, environment, python


AREA = "Northtown"
DECISION = "Lighting in the market square"
ACTION = "Light the path by the station"
EXPLANATION = "Two groups were charged in May; patrols walk the arcade until Christmas."
MINUTES = "The board spoke about robbery, and asked for light by the station."
# What the plan's rates came to in the year to the last quarter: the first went the wrong way.
VALUES = {
    "robbery": "0.95",
    "shoplifting": "7.40",
    "residential-burglary": "2.60",
    "vehicle-crime": "5.90",
    "rural-crime": "0.59",
}
PEOPLE = """
import json
from beatwise.accountability import roles
from beatwise.web.accounts import actions
from beatwise.web.accounts.models import Account
first = actions.make(email="governance@office.example", role="governance", by=None)
print(json.dumps({"governance": signed_in(first)}))
"""
OTHERS = """
import json
from beatwise.web.accounts.models import Account
keys = {}
for account in Account.objects.exclude(role="governance"):
    account.is_active = True  # as if each had used the link, and a second officer had confirmed
    account.save()
    keys[account.role] = signed_in(account)
print(json.dumps(keys))
"""


@dataclass
class Quarter:
    """A served office at one width of screen, and who is signed in with which key."""

    served: Served
    browser: Browser
    width: int
    folder: Path
    keys: dict[str, str]
    shots: Path | None = None

    @classmethod
    def begin(
        cls, browser: Browser, folder: Path, width: int, shots: Path | None = None
    ) -> Quarter:
        """Serve an office that has one account and nothing else."""
        copy_tables(folder)
        given = environment(folder)
        keys = json.loads(python(SIGN_IN + PEOPLE, given))
        made = cls(Served(given), browser, width, folder, keys, shots)
        made.served.start()
        return made

    def let_in(self) -> None:
        """Let everybody in whom the first journey made an account for."""
        self.keys |= json.loads(python(SIGN_IN + OTHERS, self.served.environment))

    def walker(self, role: str) -> Walker:
        """Return a person at their home page."""
        return Walker(self.browser, self.served.base, self.keys[role], self.width, self.shots)


def open_accounts(quarter: Quarter) -> Effort:
    """The administrator of an empty office makes an account for everybody else."""
    with quarter.walker("governance") as person:
        person.follow("Make an account for each of the others")
        for role, title in (
            ("commissioner", "Commissioner"),
            ("performance", "Performance officer"),
            ("partner", "Partner"),
            ("panel.reader", "Panel reader"),
        ):
            if role != "commissioner":
                person.follow("Make another account")
            person.write("Work address", f"{role}@office.example")
            person.choose("Role", title)
            if role == "partner":
                person.write("Area", AREA)
            person.follow("Make the account")
            person.sees("Give this link to")
        person.menu("Accounts")
        person.sees("5 accounts")
    quarter.let_in()
    return person.effort


def set_the_plan(quarter: Quarter) -> Effort:
    """The governance officer loads the plan, makes a board and plans its meeting."""
    with quarter.walker("governance") as person:
        person.follow("Load the plan and its measures")
        person.choose("Set of measures", "Police and Crime Plan 2025-29, headline measures")
        person.follow("Load the set")
        person.menu("Home")
        person.follow("Make the first board")
        person.write("Name", "Performance board")
        person.tick("Performance officer")
        person.choose("How often it meets", "Quarterly")
        person.follow("Save")
        person.follow("Plan a meeting")
        person.write("Day", dt.date.today().isoformat())
        person.follow("Save")
        person.sees("Planned")
    return person.effort


def enter_the_quarter(quarter: Quarter) -> Effort:
    """The performance officer puts the values of a quarter in from a spreadsheet's file."""
    file = quarter.folder / "values.csv"
    file.write_text(_table(), encoding="utf-8")
    with quarter.walker("performance") as person:
        person.follow("Enter the first values of the measures")
        person.hand_over("CSV, OpenDocument or Excel file", file)
        person.follow("Look at it first")
        person.sees("5 would be made")
        person.follow("Import it")
        person.sees("The file was imported.")
        person.follow("Continue to Measures")
        person.sees("Red")
    return person.effort


def _table() -> str:
    """Return the file of values, each for the year to the last quarter."""
    today = dt.date.today()
    ends = dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - dt.timedelta(days=1)
    begins = dt.date(ends.year - (ends.month != 12), ends.month % 12 + 1, 1)
    latest = f"{begins:%B %Y} to {ends:%B %Y}"
    rows = [f"{name},{latest},{value}\n" for name, value in VALUES.items()]
    return "".join(["measure,period,value\n", *rows])


def prepare_the_board(quarter: Quarter) -> Effort:
    """The performance officer explains each exception and freezes the papers of the next board."""
    with quarter.walker("performance") as person:
        person.follow(re.compile("the papers are due"))
        person.follow("Robbery")
        person.write("Commentary", EXPLANATION)
        person.follow("Save")
        person.follow("Freeze the pack")
        person.follow("Freeze the pack")
        person.sees("Pack frozen")
    return person.effort


def put_a_decision_forward(quarter: Quarter) -> Effort:
    """The performance officer writes a decision down and puts it forward."""
    with quarter.walker("performance") as person:
        person.menu("Decisions")
        person.follow("New decision")
        person.write("Decision", DECISION)
        person.write("Options", "Nothing; lamps; more patrols.")
        person.write("Evidence", "Forty thefts after dark, shown by the hot spot list.")
        person.write("Equality assessment", "It helps everybody who walks there at night.")
        person.write("Amount", "12500")
        person.follow("Save")
        person.follow("Put forward")
        person.follow("Put forward")
        person.sees("Put forward")
    return person.effort


def take_the_decision(quarter: Quarter) -> Effort:
    """The commissioner decides what was put forward."""
    with quarter.walker("commissioner") as person:
        person.follow(re.compile(DECISION))
        person.follow("Take the decision")
        person.follow("Take the decision")
        person.sees("Taken")
    return person.effort


def hold_the_board(quarter: Quarter) -> Effort:
    """The governance officer publishes the decision, and minutes the board and its action."""
    with quarter.walker("governance") as person:
        person.follow(re.compile(DECISION))
        person.follow("Publish")
        person.follow("Publish")
        person.sees("Published")
        person.menu("Home")
        person.follow(re.compile("record that it was held"))
        person.follow("Record that it was held")
        person.follow("Record that it was held")
        person.follow("Write the minutes")
        person.write("Minutes", MINUTES)
        person.follow("Save")
        person.follow("an action")
        person.write("What is to be done", ACTION)
        person.choose("Strategy", "Neighbourhood Crime")
        person.choose("Owner", "Partner")
        person.write("Due", (dt.date.today() + dt.timedelta(days=10)).isoformat())
        person.follow("Save")
        person.follow("Save")
        person.sees(ACTION)
    return person.effort


def agree_and_publish(quarter: Quarter) -> Effort:
    """The commissioner agrees the minutes and publishes the pack."""
    with quarter.walker("commissioner") as person:
        person.follow(re.compile("agree the minutes"))
        person.follow("Agree the minutes")
        person.follow("Agree the minutes")
        person.sees("Minutes agreed")
        person.menu("Home")
        person.follow(re.compile("publish pack 1"))
        person.follow("Publish")
        person.follow("Publish it")
        person.sees("Published")
    return person.effort


def do_an_action(quarter: Quarter) -> Effort:
    """The partner starts the action that the board gave them, and shows that it is done."""
    with quarter.walker("partner") as person:
        person.follow(re.compile(ACTION))
        person.follow("Start")
        person.follow("Start")
        person.follow("Add evidence")
        person.write("What shows that it is done", "Twelve lamps, lit since Monday")
        person.follow("Save")
        person.follow("Mark complete")
        person.follow("Mark complete")
        person.sees("Complete")
    return person.effort


def read_the_papers(quarter: Quarter) -> Effort:
    """The panel reader reads the pack and the decision that were published, and keeps the PDF."""
    with quarter.walker("panel_reader") as person:
        person.follow(re.compile("Performance board"))
        person.sees(EXPLANATION)
        with person.page.expect_download() as download:
            person.follow("PDF")
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
        person.menu("Home")
        person.follow(re.compile(DECISION))
        person.sees("£12,500.00")
        expect(person.page.get_by_role("main")).not_to_contain_text("Not found")
    return person.effort


@dataclass(frozen=True, slots=True)
class Journey:
    """What one person wants, and how they come by it."""

    what: str
    who: str
    walk: Callable[[Quarter], Effort]


JOURNEYS = (
    Journey("accounts for everybody", "administrator", open_accounts),
    Journey("a plan, a board and a meeting", "governance officer", set_the_plan),
    Journey("a quarter's values", "performance officer", enter_the_quarter),
    Journey("exceptions explained, a pack frozen", "performance officer", prepare_the_board),
    Journey("a decision put forward", "performance officer", put_a_decision_forward),
    Journey("a decision taken", "commissioner", take_the_decision),
    Journey("a decision published, a board minuted", "governance officer", hold_the_board),
    Journey("minutes agreed, a pack published", "commissioner", agree_and_publish),
    Journey("an action done", "partner", do_an_action),
    Journey("the papers read", "panel reader", read_the_papers),
)
