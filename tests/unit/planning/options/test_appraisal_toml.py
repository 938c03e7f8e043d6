"""A file of options: every fault is named by file, entry and field."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.planning.options.worlds import document

from beatwise.errors import BadInput
from beatwise.fields import Fields
from beatwise.planning.options.appraisal_toml import read_appraisal


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda d: d["option"][1]["workforce"].update(pay_year=-1), "pay_year"),
        (lambda d: d["option"].pop(2), "[[option]]"),
        (lambda d: d["option"].pop(0), "[[option]]"),
        (lambda d: d["option"][1]["workforce"].update(rate_hour=20), "pay_year"),
        (lambda d: d["option"][1]["workforce"].update(on_costs={"central": 1, "low": 2}),
         "on_costs"),
        (lambda d: d["option"][1].update(id="now"), "id"),
        (lambda d: d["design"].pop("drift"), "drift"),
        (lambda d: d["option"].append({"id": "m", "name": "M", "kind": "mix",
                                       "mix": {"walk": 0.5}}),
         "mix"),
    ],
)  # fmt: skip
def test_a_fault_in_the_options_is_named(spoil: Any, place: str) -> None:
    """A fault names file, entry and field; continue-as-now and a remedy must be there."""
    given = document()
    spoil(given)
    with pytest.raises(BadInput) as caught:
        read_appraisal(Fields(given, "options.toml"))
    assert caught.value.place.startswith("options.toml")
    assert caught.value.place.endswith(place)
