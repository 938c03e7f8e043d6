"""What one incident costs: from a file of one's own, or from the one that comes with Beatwise."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

from beatwise.errors import BadInput, MissingData
from beatwise.evaluation.result.value_for_money import UnitCost, unit_costs


OF_THE_HOME_OFFICE = "home-office-2018.toml"


def unit_cost(costs: Path | None, outcome: str) -> UnitCost | None:
    """Return the cost of one incident of the outcome, None where the file has no pounds for it.

    Raises ``MissingData`` or ``BadInput`` naming the file.
    """
    place = OF_THE_HOME_OFFICE if costs is None else str(costs)
    try:
        if costs is None:
            text = (
                resources.files("beatwise")
                .joinpath("unit_costs", OF_THE_HOME_OFFICE)
                .read_text("utf-8")
            )
        else:
            text = Path(costs).read_text("utf-8")
        document = tomllib.loads(text)
    except FileNotFoundError as error:
        raise MissingData("there is no such file.", place=place) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"this is not TOML ({error}).", place=place) from error
    return unit_costs(document, place).get(outcome)
