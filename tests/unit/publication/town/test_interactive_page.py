"""The interactive map holds all that it shows, and nothing that may not be shown."""

from __future__ import annotations

import base64
import hashlib
import json
import re

from tests.unit.publication.town.worlds import nothing, town

from beatwise.publication.findings import TownFindings
from beatwise.publication.town.interactive_page import interactive_page


def values(findings: TownFindings) -> dict:
    page = interactive_page(findings, "report.html")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_months_without_data_are_null() -> None:
    """March and April are there, and have no count: never a zero."""
    shown = values(town())
    asb = shown["types"][0]
    assert shown["months"][2:4] == ["March 2025", "April 2025"]
    assert asb["total"][1:5] == [6, None, None, 7]
    assert all(spot["months"][2] is None for spot in asb["spots"])
    assert asb["points"][0][3][1:5] == [4, None, None, 4]
    assert shown["every"] == "all 10 months with data, January 2025 to December 2025"


def test_each_hot_spot_has_its_address_on_a_public_map() -> None:
    """A plain link at the place's middle; no part of it is loaded."""
    first = values(town())["types"][0]["spots"][0]
    assert (first["rank"], first["name"]) == (1, "Market Place")
    assert re.fullmatch(
        r"https://www\.openstreetmap\.org/\?mlat=53\.\d{5}&mlon=-0\.\d{5}#map=17/53\.\d+/-0\.\d+",
        first["address"],
    )


def test_records_that_are_not_public_give_no_points_and_no_months() -> None:
    """Points and months stay out of the file itself, not only out of sight."""
    closed = town(open_data=False)
    shown = values(closed)
    assert all(kind["points"] == [] for kind in shown["types"])
    assert all(len(spot["months"]) == 1 for kind in shown["types"] for spot in kind["spots"])
    page = interactive_page(closed, "report.html")
    assert "these records are not public" in page
    assert 'type="range"' not in page


def test_only_the_script_and_style_of_the_page_may_run() -> None:
    """Both stand in the content policy by their hashes; labels cannot end the data."""
    page = interactive_page(town(), "report.html")
    assert "default-src 'none'" in page
    for element in ("style", "script"):
        text = re.findall(rf"<{element}>(.*?)</{element}>", page, re.S)[-1]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in page
    assert "<Mill>" not in page
    assert any(point[2] == "<Mill> Lane" for point in values(town())["types"][0]["points"])


def test_a_town_without_incidents_has_a_page() -> None:
    """No hot spot and no point is an empty list, not a fault."""
    quiet = values(town(types=(nothing("shoplifting"),)))
    assert quiet["types"][0]["spots"] == []
