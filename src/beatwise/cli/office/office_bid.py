"""``beatwise office bid-rates``: a bid's rates of crime, worked out from the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from beatwise.cli.common_options import (
    HERE,
    JsonOption,
    WithoutOption,
    WorkspaceOption,
    open_without,
)
from beatwise.cli.office.office_tables import ByOption, person_of


WHY = "Worked out from the gathered data."


def add(group: typer.Typer) -> None:
    """Add the command to ``beatwise office``."""
    group.command("bid-rates")(bid_rates)


def bid_rates(
    bid: Annotated[int, typer.Argument(help="The number of the bid in its register.")],
    by: ByOption,
    around: Annotated[str, typer.Option(help="The area in which the site lies.")],
    residents: Annotated[
        Path, typer.Option(metavar="FILE", help="A table with the columns area and residents.")
    ],
    layer: Annotated[str, typer.Option(help="The layer of areas to count in.")] = "towns",
    without: WithoutOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say the rates, and change nothing.")
    ] = False,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Give a bid for developer contributions its rates: crimes a year for 1,000 residents.

    Around the site and in the whole area, of the last twelve months that were gathered. The sum
    asked for follows from them by the bid's own formula.
    """
    person = person_of(workspace, by)
    from beatwise.accountability.funds import pounds
    from beatwise.cli.output import print_json
    from beatwise.errors import MissingData
    from beatwise.journeys.bid_rates import bid_rates as run
    from beatwise.web.pages.form_data.check_answers import try_out
    from beatwise.web.registers import actions, selectors
    from beatwise.web.registers.models import Record
    from beatwise.web.registers.own_definitions.known import definition

    if not residents.is_file():
        raise MissingData("there is no such file.", place=str(residents), next_step="Check it.")
    rates = run(open_without(workspace, without), layer, around, residents)
    register = definition("developer_bids")
    record = selectors.record(register, person, bid)
    values = {
        "local_rate": f"{float(rates.local):.2f}", "area_rate": f"{float(rates.area):.2f}",
        "rates_source": rates.source,
    }  # fmt: skip

    def change() -> Record:
        return actions.change(register=register, number=bid, version=record.version,
                              values=values, by=person, why=WHY)  # fmt: skip

    pence = (try_out(change) if dry_run else change()).values.get("asked")
    if as_json:
        print_json({"bid": bid, **values, "asked_pence": pence})
        return
    print(f"{around}: {values['local_rate']} crimes a year for 1,000 residents; the whole area: "
          f"{values['area_rate']}.")  # fmt: skip
    print(rates.source)
    if pence is not None:
        print(f"The bid then asks for {pounds(pence)}.")
    print("Nothing was changed." if dry_run else f"Bid {bid} has them.")
