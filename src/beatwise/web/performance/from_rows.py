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
    strategies = {strategy.id for strategy in bare.strategies}
    own = tuple(m for m in measures if m.strategy in strategies)
    return as_toml.parse_plan(text, own, place="stored plan") if own else bare


@lru_cache(maxsize=8192)
def period(text: str) -> Period:
    """Return the period that a stored text says."""
    return Period.parse(text)
