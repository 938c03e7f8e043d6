"""The lookup of LSOAs of 2011 and 2021."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.sources.geography import lsoa_lookup


def test_the_lookup_is_read_whatever_its_spelling(tmp_path):
    """ONS's own column names and the re-publishers' are both read."""
    for header in ("LSOA11CD,CHGIND,LSOA21CD", "lsoa11_code,change_code,lsoa21_code"):
        path = tmp_path / "l.csv"
        path.write_text(f"{header}\nE01000001,U,E01000001\nE01000010,S,E01033769\n")
        assert lsoa_lookup.read(path).rows["lsoa21"].tolist() == ["E01000001", "E01033769"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "is empty"), ("a,b\n1,2\n", "no column"),
     ("lsoa11cd,lsoa21cd\nE01000001,E01000001\nE01,x\n", "row 3"),
     ("lsoa11cd,lsoa21cd\n", "row 2")],
)  # fmt: skip
def test_a_bad_lookup_is_named(tmp_path, text, words):
    """An empty file, other columns and words that are no codes are refused."""
    path = tmp_path / "l.csv"
    path.write_text(text)
    with pytest.raises(BadInput, match=words):
        lsoa_lookup.read(path)
