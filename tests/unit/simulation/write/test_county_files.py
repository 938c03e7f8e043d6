"""The county's files are plain, complete, and the same bytes every time."""

from __future__ import annotations

from hashlib import sha256

import pandas as pd
from tests.unit.simulation.written_rows import rows_of, street_rows

from beatwise.simulation import CountySpec, county
from beatwise.simulation.write import files


SPEC = CountySpec(towns=1, months=3, effect=20.0)


def test_the_same_seed_makes_the_same_bytes() -> None:
    """Two runs with one seed agree to the byte; another seed does not."""
    first, second, other = (
        [sha256(content).hexdigest() for _, content in files(county(SPEC, seed))]
        for seed in (1, 1, 2)
    )
    assert first == second
    assert not set(first[:3]) & set(other[:3])


def test_twenty_is_twenty() -> None:
    """An effect of 20 and one of 20.0 are one setting and make the same bytes."""
    whole, real = (dict(files(county(CountySpec(1, 1, effect), 1))) for effect in (20, 20.0))
    assert whole == real


def test_files_are_plain_on_every_system(county_files: dict[str, bytes]) -> None:
    """Every file is UTF-8 with line feeds, no carriage return, no byte-order mark."""
    for name, content in county_files.items():
        content.decode("utf-8")
        assert b"\r" not in content, name
        assert not content.startswith(b"\xef\xbb\xbf"), name
        assert content.endswith(b"\n"), name


def test_the_two_sources_hold_the_same_incidents(county_files: dict[str, bytes]) -> None:
    """The open data and the timed extract count the same incidents of each type."""
    timed_rows = rows_of(county_files["incidents.csv"])
    street = pd.Series([row["Crime type"] for row in street_rows(county_files)]).value_counts()
    extract = pd.Series([row["Category"] for row in timed_rows]).value_counts()
    assert street.sort_index().to_dict() == extract.sort_index().to_dict()
    assert len({row["Reference"] for row in timed_rows}) == len(timed_rows)
