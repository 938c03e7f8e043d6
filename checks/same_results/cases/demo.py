"""The demo: lists, pages, PDFs and sheets of an invented county, and an office."""

from __future__ import annotations

from checks.same_results.case import Case, commands


CASES = (
    Case(
        "demo",
        "the demo, twice: made, and found as it is",
        commands("""
            demo --json
            demo
            ledger --workspace demo/workspace
            ledger --workspace demo/workspace --json
        """),
    ),
)
