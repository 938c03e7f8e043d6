"""Stored documents as domain values, each text read once a process."""

from __future__ import annotations

from functools import lru_cache

from beatwise.accountability.measures.as_toml import parse
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.period import Period
from beatwise.accountability.plan import as_toml
from beatwise.accountability.plan.police_and_crime_plan import Plan


@lru_cache(maxsize=4096)
def measure(text: str) -> Measure:
    """Return the measure that a stored document describes."""
    return parse(text, place="stored definition")


@lru_cache(maxsize=32)
def plan(text: str, measures: tuple[Measure, ...] = ()) -> Plan:
    """Return the plan that a stored document describes, with those measures that it knows."""
    bare = as_toml.parse_plan(text, place="stored plan")
    known = {strategy.id for strategy in bare.strategies}
    listed = tuple(m for m in measures if m.strategy in known)
    return as_toml.parse_plan(text, listed, place="stored plan") if listed else bare


@lru_cache(maxsize=8192)
def period(text: str) -> Period:
    """Return the period that a stored text says."""
    return Period.parse(text)
