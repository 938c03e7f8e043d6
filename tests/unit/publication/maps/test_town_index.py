"""The first page of a folder of briefs."""

from __future__ import annotations

import datetime as dt

from beatwise.publication.formats.document import Figure, Links
from beatwise.publication.maps.town_index import IndexedTown, town_index


TOWNS = (
    IndexedTown("Alton", "Kent", 0, 0, "alton-brief.html", (("ASB", 9), ("Shoplifting", 4))),
    IndexedTown("Bray", "Kent", 9000, 0, "bray-brief.html", (("ASB", 1),)),
    IndexedTown("Corse", "", 0, 9000, reason="It is on nobody's ground."),
)


def test_each_type_is_drawn_apart_and_no_data_is_no_zero() -> None:
    """Types are never added; a town without a brief, or data of a type, is an open circle."""
    blocks = town_index(TOWNS, "ASB and shoplifting", (), dt.date(2025, 12, 31)).blocks
    figures = [block for block in blocks if isinstance(block, Figure)]
    rows = [figure.table.rows for figure in figures if figure.table]
    assert rows == [
        (("Alton", "Kent", 9), ("Bray", "Kent", 1), ("Corse", "", None)),
        (("Alton", "Kent", 4), ("Bray", "Kent", None), ("Corse", "", None)),
    ]
    assert [figure.wide.count("fill-opacity") for figure in figures] == [2, 1]


def test_it_leads_to_each_brief_by_force() -> None:
    """A link for each town that has one."""
    blocks = town_index(TOWNS, "ASB", (), dt.date(2025, 12, 31)).blocks
    links = [link.address for block in blocks if isinstance(block, Links) for link in block.items]
    assert links == ["alton-brief.html", "bray-brief.html"]
