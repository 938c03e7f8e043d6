"""The rules of every protocol: each broken one is named."""

from __future__ import annotations

import copy

import pytest
import shapely
from tests.unit.evaluation.worlds import daily_mapping, mapping

from beatwise.errors import BadInput
from beatwise.evaluation.protocol.protocol_json import from_json


def overlapping(document):
    document["area"][1]["outline"] = shapely.box(100, 0, 300, 200).wkt


def close_comparison(document):
    document["area"][11]["outline"] = shapely.box(300, 0, 500, 200).wkt


def mixed_unit(document):
    document["area"][0]["unit"] = document["area"][11]["unit"] = "town"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s["periods"].update(patrols="2024-06:2025-05"), "begin inside the months"),
        (lambda s: s["design"].update(assignment="by eye"), "assignment 'by eye'"),
        (lambda s: s["area"][1].update(id="a0"), "same id"),
        (lambda s: [a.update(role="treated") for a in s["area"]], "at least one treated and one"),
        (lambda s: s["area"][0].update(role="bystander"), "role is unknown"),
        (lambda s: s["displacement"].update(ring_m=0), "ring of 0 m"),
        (lambda s: s["decision"].update(smallest_effect=20), "is no fall"),
        (lambda s: s["decision"].update(alpha=5), "out of range"),
        (lambda s: s["outcome"].update(secondary=["shoplifting"]), "among the secondary"),
        (overlapping, "'Area 0' and 'Area 1' overlap"),
        (close_comparison, "ring around 'Area 0' overlaps the comparison area 'Area 11'"),
        (mixed_unit, "both treated and compared"),
        (lambda s: s["decision"].update(looks=["2030-01"]), "not in the patrolled months"),
        (lambda s: s["decision"].update(permutations=0), "cannot be made"),
        (lambda s: s["decision"].update(permutations=10**300), "cannot be made"),
        (lambda s: s.update(value={"cost_pounds": [-1, -1, -1]}), "not above 0"),
        (lambda s: s.update(title=" "), "no title"),
        (lambda s: s["design"].update(seed=-1), "seed -1 is below 0"),
    ],
)
def test_a_broken_rule_is_named(change, words) -> None:
    """Everything out of order, out of range or overlapping is named."""
    document = copy.deepcopy(mapping())
    change(document)
    with pytest.raises(BadInput, match=words):
        from_json(document, "p.toml")


def test_only_a_crossover_assigns_days() -> None:
    """Another assignment does not go with days, and the file is named."""
    document = daily_mapping()
    document["design"].update(assignment="one draw")
    with pytest.raises(BadInput, match="does not go with the kind") as refusal:
        from_json(document, "here.toml")
    assert refusal.value.place == "here.toml"
