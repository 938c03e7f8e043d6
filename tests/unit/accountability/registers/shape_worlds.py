"""Small registers with computed fields, lines, clocks and duties, for the tests of their rules."""

from __future__ import annotations

from beatwise.accountability.registers.read_toml import read
from beatwise.accountability.registers.register_definition import Definition


WORDS = """
slug = "grants"
title = "Grants"
one = "grant"
about = "Money given."
beginning = "Enter the newest first."
heading = "name"
owner = "commissioning"
readers = []
writers = []
fields = [
  { name = "name", label = "Name", kind = "text" },
  { name = "asked", label = "Asked", kind = "money" },
  { name = "people", label = "People", kind = "number" },
  { name = "began", label = "Began", kind = "date" },
  { name = "ended", label = "Ended", kind = "date" },
  { name = "paid_on", label = "Paid on", kind = "date" },
  { name = "each", label = "For each", kind = "money", formula = "asked / people" },
  { name = "twice", label = "Twice each", kind = "money", formula = "each + each" },
  { name = "dear", label = "Dear", kind = "yes_no", formula = "each > £100" },
  { name = "third", label = "Third", kind = "number", formula = "people / 3", decimals = 2 },
  { name = "until", label = "Until", kind = "date", formula = "began + 14 days" },
  { name = "size", label = "Size", kind = "choice", choices = ["Small", "Large"], formula = 'if people < 10 then "Small" else "Large"' },
  { name = "days_paid", label = "Days", kind = "number", formula = "days_on(pay)" },
  { name = "on_time", label = "On time", kind = "yes_no", formula = "in_time(pay)" },
  { name = "cost", label = "Cost", kind = "money", formula = "sum(costs.amount)" },
  { name = "spells", label = "Spells", kind = "lines", columns = [
    { name = "first", label = "First", kind = "date" },
    { name = "last", label = "Last", kind = "date" },
  ] },
  { name = "costs", label = "Costs", kind = "lines", columns = [
    { name = "what", label = "What", kind = "text", required = true },
    { name = "units", label = "Units", kind = "number" },
    { name = "price", label = "Price", kind = "money" },
    { name = "on", label = "On", kind = "date" },
    { name = "amount", label = "Amount", kind = "money", formula = "units * price" },
  ] },
]
states = [
  { name = "open", title = "Open" },
  { name = "asked_back", title = "Asked back" },
  { name = "paid", title = "Paid" },
  { name = "over", title = "Over", final = true },
]
transitions = [
  { name = "ask", words = "Ask", from = ["open"], to = "asked_back", roles = ["commissioning"] },
  { name = "resume", words = "Resume", from = ["asked_back"], to = "open", roles = ["commissioning"] },
  { name = "pay", words = "Pay", from = ["open"], to = "paid", roles = ["commissioning"] },
  { name = "reopen", words = "Reopen", from = ["paid"], to = "open", roles = ["commissioning"] },
  { name = "end", words = "End", from = ["paid"], to = "over", roles = ["commissioning"] },
]
clocks = [
  { name = "pay", label = "Pay", event = "field:began", days = 10, ends = ["paid", "over"], pauses = ["asked_back"], stops = "paid_on", standard = "contract", source = "the offer" },
  { name = "end", label = "End", event = "state:paid", days = 5, unit = "working", ends = ["over"] },
]
duties = [
  { name = "visit", label = "Visit", schedule = "in every month", start = "began", end = "ended", done = "costs.on", ends = ["over"], pauses = ["asked_back"] },
  { name = "week", label = "Weekly call", schedule = "in every week", start = "spells", done = "costs.on", whole = true },
  { name = "review", label = "Review", schedule = "1 and 2 months after", start = "began", done = "costs.on", falls = "after", ends = ["over"] },
  { name = "report", label = "Report", schedule = "every quarter", start = "began", done = "costs.on", ends = ["over"] },
]
"""  # noqa: E501


def grants() -> Definition:
    """The register of grants, read from its definition."""
    return read(WORDS, "grants.toml")
