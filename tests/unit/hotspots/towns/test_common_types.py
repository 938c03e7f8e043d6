"""Towns share hours by types that all of them have data of."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from beatwise.errors import Refused
from beatwise.hotspots.towns.common_types import common_types


ASB, THEFT = "anti-social-behaviour", "shoplifting"


def town(label: str, types: tuple[str, ...]) -> dict:
    no_data = tuple(kind for kind in (ASB, THEFT) if kind not in types)
    one = SimpleNamespace(area=SimpleNamespace(label=label), types=types, no_data=no_data)
    return {ASB: one, THEFT: one}


def test_types_of_every_town_are_common():
    """A type that one town has no data of is left out, in the order asked."""
    assert common_types([town("A", (ASB, THEFT)), town("B", (ASB, THEFT))]) == (ASB, THEFT)
    assert common_types([town("A", (ASB, THEFT)), town("B", (THEFT,))]) == (THEFT,)


def test_towns_without_a_common_type_are_refused():
    """Where each has another type the refusal says which town lacks what."""
    with pytest.raises(Refused) as refusal:
        common_types([town("A", (ASB,)), town("B", (THEFT,))])
    assert "A has no data of shoplifting; B has no data of anti-social" in str(refusal.value)
