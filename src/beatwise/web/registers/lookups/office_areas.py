"""The areas that the office knows, and an area's name in the office's spelling."""

from __future__ import annotations

from beatwise.accountability.registers.field_kinds import area_kind
from beatwise.web.history.cache import FILES, remembered
from beatwise.web.registry import registry


@remembered(most=1, whatever=FILES)
def known() -> tuple[str, ...]:
    """Return the name of every area that anything in the office is about."""
    return tuple(registry.known_areas())


def spelt(entry: object) -> object:
    """Return an area as the office spells it; one that nothing is about yet stays as it is."""
    return area_kind.spelt(entry, known()) if isinstance(entry, str) else entry
