"""A protocol from what its file says. What it says is written by ``proposal_json``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput, UsageError
from beatwise.estimate import Estimate
from beatwise.evaluation.designs.design_json import from_json as design_from_json
from beatwise.evaluation.document_table import Table
from beatwise.evaluation.power.monthly_history import Range
from beatwise.evaluation.protocol.protocol import (
    Decision,
    Protocol,
    ProtocolArea,
    StatedPower,
    TheoryStep,
)
from beatwise.evaluation.protocol.protocol_checks import check_protocol


FORMAT = "beatwise protocol 1"


def from_json(document: object, place: str) -> Protocol:
    """Read and check a protocol; ``place`` names the file in every error.

    Raises ``BadInput`` for anything missing, of the wrong kind, out of order or overlapping.
    """
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadInput(
            "this is not a protocol.", place=place, next_step="Make one with: beatwise design"
        )
    for path, value in odd_values(document):
        raise BadInput(
            f"'{path}' is {value!r}, which no protocol can hold.",
            place=place,
            next_step="Write text in quotation marks, a number with an end, true or false.",
        )
    try:
        protocol = _protocol(document, place)
    except KeyError as error:
        raise BadInput(
            f"the protocol says nothing about {error}.",
            place=place,
            next_step="Take it from a new beatwise design, or write it as docs/reference says.",
        ) from error
    except UsageError as error:
        raise BadInput(error.message, place=place, next_step=error.next_step) from error
    except (TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        raise BadInput(f"the protocol cannot be read ({error}).", place=place) from error
    check_protocol(protocol, place)
    return protocol


def odd_values(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield where a mapping holds what has no place in one, or no place in JSON, with the value."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from odd_values(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for at, part in enumerate(value, start=1):
            yield from odd_values(part, f"{path} {at}")
    elif not isinstance(value, str | bool | int | float) or (
        isinstance(value, float) and not np.isfinite(value)
    ):
        yield path, value


def _protocol(tables: Table, place: str) -> Protocol:
    outcome, design, decision = tables["outcome"], tables["design"], tables["decision"]
    return Protocol(
        title=str(tables["title"]),
        question=str(tables["question"]),
        primary=str(outcome["primary"]),
        secondary=_words(outcome.get("secondary", [])),
        source=str(outcome["source"]),
        force=outcome.get("force"),
        before=MonthRange.parse(tables["periods"]["before"]),
        patrols=MonthRange.parse(tables["periods"]["patrols"]),
        assignment=str(design["assignment"]),
        unit=str(design["unit"]),
        seed=int(design["seed"]),
        rule=str(design.get("rule", "")),
        ring_m=float(tables["displacement"]["ring_m"]),
        decision=_decision(decision),
        power=_power(tables["power"]) if "power" in tables else None,
        areas=tuple(_area(area) for area in tables["area"]),
        theory=tuple(
            TheoryStep(*_words([step["stage"], step["text"], step.get("measure", "")]))
            for step in tables.get("theory", ())
        ),
        excluded=tuple((item["name"], item["reason"]) for item in tables.get("excluded", ())),
        cost_pounds=_cost(tables["value"]["cost_pounds"]) if "value" in tables else None,
        warnings=tuple(str(line) for line in design.get("warnings", ())),
        extract_until=outcome.get("extract_until"),
        design=design_from_json(str(design["kind"]), tables, place),
        mapping=tables,
    )


def _words(values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(word, str) for word in values):
        raise ValueError(f"{values!r} is not a list of words")
    return tuple(values)


def _decision(table: Table) -> Decision:
    return Decision(
        alpha=float(table["alpha"]),
        smallest_effect=float(table["smallest_effect"]),
        power_floor=float(table["power_floor"]),
        permutations=int(table["permutations"]),
        looks=tuple(Month.parse(month) for month in table.get("looks", ())),
        spending=str(table.get("spending", "none")),
    )


def _power(table: Table) -> StatedPower:
    detectable = table.get("detectable_effect")
    return StatedPower(
        at_smallest_effect=float(table["at_smallest_effect"]),
        detectable_effect=None if detectable is None else float(detectable),
        power_wanted=float(table["power_wanted"]),
        variance_ratio=_range(table["variance_ratio"]),
        drift=_range(table["drift"]),
        drift_assumed=bool(table["drift_assumed"]),
        months_before=int(table["months_before"]),
        months_after=int(table["months_after"]),
        smallest_p=float(table["smallest_p"]),
    )


def _range(values: Sequence[float]) -> Range:
    middle, low, high = (float(v) for v in values)
    return Range(middle, low, high)


def _cost(values: Sequence[float]) -> Estimate:
    middle, low, high = (float(v) for v in values)
    return Estimate(middle, low, high, unit="pounds")


def _area(table: Table) -> ProtocolArea:
    return ProtocolArea(
        id=str(table["id"]),
        name=str(table["name"]),
        unit=str(table["unit"]),
        block=str(table["block"]),
        role=str(table["role"]),
        geometry=shapely.from_wkt(table["outline"]),
        start=Month.parse(table["start"]) if "start" in table else None,
    )
