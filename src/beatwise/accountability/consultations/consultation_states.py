"""The states of a consultation: nothing of its results exists before it has closed."""

from __future__ import annotations

from beatwise.accountability.registers.workflow import State, StateTable, Transition


_KEEPERS = ("governance", "performance", "commissioning")

DRAFT = "draft"  # its questions may change
RUNNING = "open"  # people answer; questions stand, and no result can be entered or read
CLOSED = "closed"  # results are entered and checked, and read by who keeps them
REPORTED = "reported"  # everybody who reads consultations reads its results
WITHDRAWN = "withdrawn"  # it was not held
HAS_RESULTS = (CLOSED, REPORTED)

CONSULTATION = StateTable(
    "a consultation",
    (
        State(DRAFT, "Draft"),
        State(RUNNING, "Open"),
        State(CLOSED, "Closed"),
        State(REPORTED, "Reported", final=True, done=True),
        State(WITHDRAWN, "Withdrawn", final=True),
    ),
    (
        Transition("open", "Open it", (DRAFT,), RUNNING, _KEEPERS, ("questions",)),
        Transition("close", "Close it", (RUNNING,), CLOSED, _KEEPERS, task="prepare"),
        Transition("report", "Report its results", (CLOSED,), REPORTED, _KEEPERS, ("results",),
                   task="prepare"),
        Transition("withdraw", "Withdraw it", (DRAFT, RUNNING), WITHDRAWN, _KEEPERS, why=True),
    ),
)  # fmt: skip
