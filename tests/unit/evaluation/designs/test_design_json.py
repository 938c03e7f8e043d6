"""A design as the tables of a protocol, and back."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.evaluation.worlds import daily_mapping, mapping, stepped_mapping

from beatwise.errors import BadInput
from beatwise.evaluation.designs.design_json import as_json, name_of
from beatwise.evaluation.designs.study_design import MonthlyDesign
from beatwise.evaluation.protocol.protocol_json import from_json


WORLDS = {"parallel": mapping, "stepped": stepped_mapping, "crossover": daily_mapping}


@pytest.mark.parametrize("kind", list(WORLDS))
def test_a_design_comes_back_from_its_protocol(kind: str) -> None:
    """As it is written it is read, with the tables that only it has."""
    document: dict[str, Any] = WORLDS[kind]()
    design = from_json(document, "p").design
    assert name_of(design) == kind
    assert all(document[table] == content for table, content in as_json(design).items())
    assert isinstance(design, MonthlyDesign) is not design.compares_days


def test_an_unknown_design_is_named() -> None:
    """The message lists those there are."""
    with pytest.raises(BadInput, match="the kind 'odd' is unknown") as refusal:
        from_json(mapping(design__kind="odd"), "here.toml")
    assert refusal.value.next_step == "Use parallel, stepped, crossover."
    assert refusal.value.place == "here.toml"
