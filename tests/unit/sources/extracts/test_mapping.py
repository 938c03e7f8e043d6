"""A mapping says which column is which; a wrong one is refused with the key and a suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatwise.errors import BadInput
from beatwise.sources.extracts.mapping import read_mapping


GOOD = """
name = "Extract"
time_zone = "UTC"
[columns]
id = "Ref"
from = ["From date", "From time"]
to = "To"
easting = "X"
northing = "Y"
type = "Kind"
[values.type]
"Theft  from Shop" = "shoplifting"
[map_points]
"Market" = [458700, 304500]
"""


def mapping(folder: Path, text: str):  # type: ignore[no-untyped-def]
    path = folder / "m.toml"
    path.write_text(text, "utf-8")
    return read_mapping(path)


def test_a_mapping_is_read(tmp_path: Path) -> None:
    """Columns, words and map points come out as they were written, case and spaces folded."""
    read = mapping(tmp_path, GOOD)
    assert read.columns["from"] == ("From date", "From time")
    assert read.types == {"theft from shop": "shoplifting"}
    assert read.map_points == {"market": (458700.0, 304500.0)}
    assert str(read.zone) == "UTC"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("[columns]", "[colums]"), "Did you mean 'columns'"),
        (("easting =", "eesting ="), "Did you mean 'easting'"),
        (('id = "Ref"', ""), "which column holds id"),
        (('type = "Kind"', ""), "which column holds type"),
        (('northing = "Y"', ""), "easting and northing"),
        (('to = "To"', 'time = "T"'), "both time and from"),
        (('"UTC"', '"Mars/Olympus"'), "not a time zone"),
        (("[458700, 304500]", "[458700]"), "not a pair"),
        (('id = "Ref"', 'id = ["a", "b"]'), "must be a column's name"),
        (('name = "Extract"', 'missing_from = "guess"'), "'reject', 'use_to'"),
        (('name = "Extract"', "name = Extract"), "not TOML"),
        (("[map_points]", '[formats]\ndates = ["dd/mm/yyyy"]\n[map_points]'), "not a date format"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    """Each mistake names the file, the key and what to write."""
    assert change[0] in GOOD
    with pytest.raises(BadInput) as refusal:
        mapping(tmp_path, GOOD.replace(*change))
    assert words in str(refusal.value)
    assert str(refusal.value).startswith("m.toml")
    assert refusal.value.next_step


NAME = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).map(
    str.strip
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.tuples(NAME.filter(bool), NAME.filter(bool), NAME.filter(bool)))
def test_any_column_name_comes_back(tmp_path: Path, names: tuple[str, str, str]) -> None:
    """Whatever a column is called, its mapping finds it again."""
    quoted = ["".join(f"\\U{ord(c):08x}" for c in name) for name in names]
    text = (
        f'[columns]\nid = "{quoted[0]}"\ntime = "{quoted[1]}"\nmap_point = "{quoted[2]}"\n'
        'type = "t"\n'
    )
    read = mapping(tmp_path, text)
    assert (read.columns["id"], read.columns["time"], read.columns["map_point"]) == tuple(
        (name,) for name in names
    )
