"""The three designs: each is named in documents, carried out, and shown."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.unit.evaluation.test_protocol_kinds import by_day, stepped
from tests.unit.evaluation.worlds import mapping, material

from beatwise.errors import BadInput
from beatwise.evaluation.designs.design_json import NAMES, READERS, as_json, name_of
from beatwise.evaluation.designs.study_design import MonthlyDesign
from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.journeys.evaluation.evaluate import STUDIES
from beatwise.publication.evaluation.design.design_parts import PARTS as DESIGN_PARTS
from beatwise.publication.evaluation.result.result_parts import PARTS as RESULT_PARTS


WORLDS = {"parallel": mapping, "stepped": stepped, "crossover": by_day}


def test_every_design_is_named_carried_out_and_shown() -> None:
    """No table of designs leaves one out; only those by month share the page of a result."""
    assert {NAMES[design] for design in NAMES} == set(READERS) == set(WORLDS)
    assert set(STUDIES) == set(DESIGN_PARTS) == set(NAMES)
    monthly = {type(from_json(world(), "p").design) for world in (mapping, stepped)}
    assert set(RESULT_PARTS) == monthly


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


def test_totals_are_before_and_after_or_off_and_on_patrol() -> None:
    """Side by side four totals; of stepped starts two, which add up to every incident."""
    world = material()
    units = world.panel("shoplifting")
    totals = world.design.totals(units)
    assert sum(totals) == units.counts.sum()
    assert totals.treated_before == units.counts[:6, :12].sum()
    in_steps = from_json(stepped(), "p").design
    assert isinstance(in_steps, MonthlyDesign)
    off_and_on = in_steps.totals(units)
    assert off_and_on.treated_before + off_and_on.treated_after == units.counts.sum()
    assert off_and_on[2:] == (0, 0)


def test_too_few_dealings_are_warned_of() -> None:
    """Three units in three steps can be dealt six ways: no p below a sixth."""
    start = np.array([12, 15, 18])
    few = Programme(np.ones(3), np.ones(3, bool), np.zeros(3, np.int64), 12, 12, start)
    warning = from_json(stepped(), "p").design.too_few(few, 0.05)
    assert warning is not None
    assert "smallest p this design can ever give is 0.167" in warning
