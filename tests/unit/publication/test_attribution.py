"""Whose data a page shows, in the words of their licences."""

from __future__ import annotations

from tests.unit.publication.town.worlds import town

from beatwise.publication import attribution
from beatwise.records.provenance import Provenance


def test_attribution_follows_the_licence_stated() -> None:
    """The Open Government Licence sentence is printed only for sources that state it."""
    unstated = Provenance("police-uk", "a/b.csv", "0" * 64, "2026-01-01", "not stated", 1, 1)
    said = attribution.sentences([unstated])
    assert said == ("Other sources and their licence: b.csv (not stated).",)
    assert "data.police.uk" in attribution.sentences(town().sources)[0]
