"""A Shapefile's text is in the encoding that is said, or refused, and never garbled."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from beatwise.errors import BadInput
from beatwise.sources.geography.layers import read_layer


NAME = "Ynys Môn"


def layer(folder: Path, encoding: str, cpg: str | None) -> Path:
    """Write a Shapefile in an encoding, with a ``.cpg`` file or without."""
    path = folder / "in.shp"
    square = np.array([shapely.to_wkb(shapely.box(0, 0, 1, 1))], dtype=object)
    pyogrio.raw.write(
        path, square, [np.array([NAME], dtype=object)], ["NAME"], crs="EPSG:27700",
        geometry_type="Polygon", encoding=encoding,
    )  # fmt: skip
    beside = path.with_suffix(".cpg")
    beside.unlink(missing_ok=True)
    if cpg is not None:
        beside.write_text(cpg, encoding="ascii")
    return path


@pytest.mark.parametrize(("encoding", "cpg"), [
    ("UTF-8", "UTF-8"), ("UTF-8", None), ("UTF-8", "65001"), ("CP1252", "1252"), ("CP1252", None),
    ("CP1252", "ANSI 1252"), ("ISO-8859-1", "ISO 88591"), ("ISO-8859-1", "8859_1"),
])  # fmt: skip
def test_a_name_comes_in_as_it_is(tmp_path: Path, encoding: str, cpg: str | None) -> None:
    """With the right word on the encoding, or with none."""
    assert read_layer(layer(tmp_path, encoding, cpg)).field("NAME") == [NAME]


@pytest.mark.parametrize(("encoding", "cpg", "words"), [
    ("CP1252", "UTF-8", "is not UTF-8"), ("UTF-8", "1252", "is UTF-8, and the .cpg file says 1252"),
    ("UTF-8", "ISO-8859-1", "is UTF-8"), ("CP1252", "65001", "is not 65001"),
])  # fmt: skip
def test_a_wrong_word_on_the_encoding_is_refused(
    tmp_path: Path, encoding: str, cpg: str, words: str
) -> None:
    """Naming file, record, field and encoding, with exit code 10."""
    with pytest.raises(BadInput, match=words) as caught:
        read_layer(layer(tmp_path, encoding, cpg))
    assert caught.value.exit_code == 10
    assert caught.value.place == "in.dbf, record 1"
    assert "'NAME'" in caught.value.message
