"""What one incident costs: from a file of one's own, or from the one that comes with Beatwise."""

from __future__ import annotations

import tomllib
from pathlib import Path

from beatwise import data
from beatwise.errors import BadInput, MissingData
from beatwise.evaluation.result.value_for_money import UnitCost, unit_costs


HELD = "home-office-2018.toml"


def unit_cost(costs: Path | None, outcome: str) -> UnitCost | None:
    """Return the cost of one incident of the outcome, None where the file has no pounds for it.

    Raises ``MissingData`` or ``BadInput`` naming the file.
    """
    place = HELD if costs is None else str(costs)
    try:
        if costs is None:
            text = data.text("unit_costs", HELD)
        else:
            text = Path(costs).read_text("utf-8")
        said = tomllib.loads(text)
    except FileNotFoundError as error:
        raise MissingData("there is no such file.", place=place) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"this is not TOML ({error}).", place=place) from error
    return unit_costs(said, place).get(outcome)
