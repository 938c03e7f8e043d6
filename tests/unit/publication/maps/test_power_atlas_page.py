"""The page of a power atlas."""

from __future__ import annotations

import datetime as dt

from beatwise.clock import Month
from beatwise.hotspots.towns.power_atlas import AtlasCell
from beatwise.publication.formats.document import Bullets, Figure, Heading, Paragraph
from beatwise.publication.maps.power_atlas_page import AtlasTown, atlas_page


CELL = (AtlasCell(3.0, 12, 1, 20.0, 0.31),)
FLAT = (AtlasCell(3.0, 12, 1, 0.4, None),)
MISSING = (Month.parse("2025-03").number, Month.parse("2025-04").number)
WITHOUT = (Month.parse("2025-12").number,)
TOWNS = (
    AtlasTown("Alton", "E1", "towns", "kent", 0, 0, (("ASB", CELL), ("Drugs", CELL))),
    AtlasTown("Bray", "E2", "towns", "kent", 9, 0, (("ASB", FLAT),), ("Drugs",), MISSING),
    AtlasTown("Corse", "E3", "towns", "kent", 9, 9, (("ASB", CELL),), ("Drugs",), MISSING),
    AtlasTown("Dell", "E4", "towns", "", 0, 9, reason="It is on nobody's ground."),
)


def test_no_figure_is_not_no_fall() -> None:
    """An open circle may be either; the table says which, and the end why there is no figure."""
    blocks = atlas_page(TOWNS, "2025", (), dt.date(2025, 12, 31)).blocks
    asb, drugs = (block for block in blocks if isinstance(block, Figure))
    assert asb.table is not None
    assert drugs.table is not None
    assert asb.table.rows == (("Alton", "31%"), ("Bray", "none"), ("Corse", "31%"))
    assert drugs.table.rows == (("Alton", "31%"), ("Bray", "no data"), ("Corse", "no data"))
    assert asb.wide.count("fill-opacity") == 2
    assert "not counted" in asb.caption
    assert blocks[-1] == Bullets(("Dell: It is on nobody's ground.",))


def test_months_without_data_are_said() -> None:
    """Those left out, and those that a force lacks, once for all of its towns."""
    blocks = atlas_page(TOWNS, "2025", (), dt.date(2025, 12, 31), WITHOUT).blocks
    assert (
        Bullets(
            (
                "December 2025: left out of every count, as asked.",
                "Kent, 2 towns: no data for March 2025 to April 2025.",
            )
        )
        in blocks
    )


def test_a_type_that_no_town_has_is_said() -> None:
    """Somebody asked for it: its section stands on the page, and says that there is no data."""
    town = AtlasTown("Alton", "E1", "towns", "kent", 0, 0, (("ASB", CELL),), ("Drugs",))
    blocks = atlas_page([town], "2025", (), dt.date(2025, 12, 31)).blocks
    at = blocks.index(Heading("Drugs"))
    assert blocks[at + 1] == Paragraph("No data in any town.")
