"""Read an option's cost from the ``options.json`` that ``beatwise options`` wrote."""

from __future__ import annotations

import json
from pathlib import Path

from beatwise.delivery.measurement.option_cost import OptionCost
from beatwise.errors import BadInput, MissingData


FORMAT = "beatwise options 1"
NEXT_STEP = "Give the options.json that beatwise options wrote, or its folder."


def read_option_cost(path: Path, option: str) -> OptionCost:
    """Return the cost of an option by its id; raise ``BadInput`` naming those that there are."""
    file = path / "options.json" if path.is_dir() else path
    if not file.is_file():
        raise MissingData("there is no appraisal here.", place=str(path), next_step=NEXT_STEP)
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            raise ValueError
        costs = {
            str(one["id"]): OptionCost(
                str(one["name"]),
                _three(one["cost_year"]),
                _three(one["cost_per_delivered_hour"]),
                str(document["price_year"]),
            )
            for one in document["options"]
            if one["cost_per_delivered_hour"] is not None
        }
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise BadInput(
            "this is no options appraisal.", place=str(file), next_step=NEXT_STEP
        ) from None
    if option not in costs:
        raise BadInput(
            f"the appraisal has no option '{option}' with a cost for each hour.",
            place=str(file),
            next_step=f"Use one of: {', '.join(sorted(costs))}.",
        )
    return costs[option]


def _three(values: list[float]) -> tuple[float, float, float]:
    low, central, high = (float(value) for value in values)
    return low, central, high
