"""What one incident costs: from a file of one's own, or from the one that comes with Beatwise."""

from __future__ import annotations

from pathlib import Path

from beatwise import data
from beatwise.errors import MissingData
from beatwise.evaluation.result.value_for_money import UnitCost, unit_costs
from beatwise.fields import document, read_document


OF_THE_HOME_OFFICE = "home-office-2018.toml"


def unit_cost(costs: Path | None, outcome: str) -> UnitCost | None:
    """Return the cost of one incident of the outcome, None where the file has no pounds for it.

    Raises ``MissingData`` or ``BadInput`` naming the file.
    """
    if costs is not None:
        fields = read_document(costs, missing=MissingData)
    else:
        fields = document(
            data.text("unit_costs", OF_THE_HOME_OFFICE), OF_THE_HOME_OFFICE, decimals=False
        )
    return unit_costs(fields.data, fields.place).get(outcome)
