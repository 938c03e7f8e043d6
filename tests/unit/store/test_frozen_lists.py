"""Files of frozen lists, and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatwise.errors import BadInput, MissingData
from beatwise.store.frozen_lists import read_frozen


def test_other_files_are_named_as_such(tmp_path: Path) -> None:
    """No file, no JSON and some other GeoJSON each have their own words."""
    with pytest.raises(MissingData):
        read_frozen(tmp_path / "none.geojson")
    other = tmp_path / "other.geojson"
    other.write_text("<html>", "utf-8")
    with pytest.raises(BadInput, match="not a GeoJSON"):
        read_frozen(other)
    other.write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    with pytest.raises(BadInput, match="not a frozen list"):
        read_frozen(other)
