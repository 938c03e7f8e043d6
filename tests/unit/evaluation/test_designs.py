"""The three designs: each is named in documents, carried out, and shown."""

from __future__ import annotations

from tests.unit.evaluation.worlds import daily_mapping, mapping, stepped_mapping

from beatwise.evaluation.designs.design_json import NAMES, READERS
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.journeys.evaluation.evaluate import STUDIES
from beatwise.publication.evaluation.design.design_parts import PARTS as DESIGN_PARTS
from beatwise.publication.evaluation.result.result_parts import PARTS as RESULT_PARTS


WORLDS = {"parallel": mapping, "stepped": stepped_mapping, "crossover": daily_mapping}


def test_every_design_is_named_carried_out_and_shown() -> None:
    """No table of designs leaves one out; only those by month share the page of a result."""
    assert {NAMES[design] for design in NAMES} == set(READERS) == set(WORLDS)
    assert set(STUDIES) == set(DESIGN_PARTS) == set(NAMES)
    monthly = {type(from_json(world(), "p").design) for world in (mapping, stepped_mapping)}
    assert set(RESULT_PARTS) == monthly
