"""The office: its commands, and what people and programs get from it by address."""

from __future__ import annotations

from checks.same_results import inputs
from checks.same_results.case import Case, Command, Inputs, commands, driver


BY = "--by performance@demo.example"


def _visit(name: str, *roles: str) -> tuple[Inputs | Command, ...]:
    """Return the steps of a driver on a copy of the demo's office, and what it left behind."""
    return (
        Inputs(inputs.copy("demo/office", f"{name}/office")),
        driver(name, f"{name}/office", f"{name}/answers", *roles),
        *commands(
            """
            office check --workspace {name}/office --json
            office backup {name}/office.zip --workspace {name}/office --json
            """,
            name=name,
        ),
    )


CASES = (
    Case(
        "office",
        "the office's commands: backups, checks, tables, computed measures",
        (
            Inputs(inputs.copy("demo/office", "offices/office")),
            Inputs(inputs.copy("demo/workspace", "offices/both")),
            Inputs(inputs.copy("demo/office/office", "offices/both/office")),
            Inputs(inputs.tables),
            *commands(
                """
                office check --workspace offices/office
                office check --workspace offices/office --json
                office backup offices/one.zip --workspace offices/office
                office backup offices/two.zip --workspace offices/office --json
                office restore offices/one.zip --workspace offices/restored
                office restore offices/two.zip --workspace offices/again --json
                office check --workspace offices/restored --json
                office create-admin head@office.example --password 'four dull words here' \
                --workspace offices/own --json
                office create-admin head@office.example --password 'four dull words here' \
                --workspace offices/plain
                office demo --workspace offices/fresh --json
                office layouts
                office layouts --json
                office import asb.csv {by} --dry-run --workspace offices/both
                office import asb.csv {by} --workspace offices/both --json
                office import asb.csv {by} --workspace offices/both
                office undo-import 4 {by} --why 'for the comparison' --workspace offices/both --json
                office undo-import 4 {by} --why 'for the comparison' --workspace offices/both
                office import odd.csv {by} --workspace offices/both --json
                office compute {by} --workspace offices/both --layer towns \
                --visits demo/county/patrols/visits.csv --dry-run
                office compute {by} --workspace offices/both --layer towns \
                --visits demo/county/patrols/visits.csv --json
                office compute {by} --workspace offices/both --layer towns --months 2025-01:2025-06
                office check --workspace offices/both
                office backup offices/three.zip --workspace offices/both
                worker --until-empty --workspace offices/office
                worker --until-empty --workspace offices/office --json
                """,
                by=BY,
            ),
        ),
        needs=("demo",),
    ),
    Case(
        "pages",
        "pages and exports of the office by address, for every role",
        _visit("pages", "performance", "governance"),
        needs=("demo",),
    ),
    Case(
        "api",
        "the office's API by address: read, and called with nothing in it",
        _visit("api", "performance", "governance", "evaluator"),
        needs=("demo",),
    ),
    Case(
        "forms",
        "the office's forms, sent as they stand and with words in them",
        _visit("forms", "performance", "governance"),
        needs=("demo",),
    ),
)
