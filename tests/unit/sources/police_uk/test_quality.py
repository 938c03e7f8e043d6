"""What the ledger says of a street file."""

from __future__ import annotations

import pytest
from tests.unit.sources.reading_street_files import read_bytes
from tests.unit.sources.street_files import row, text

from beatwise.errors import BadInput
from beatwise.places.lsoa import Changes
from beatwise.sources.police_uk.quality import quality


def test_quality_counts_what_is_missing():
    """The ledger's line counts ASB and blank places, by type too; outside is not checked."""
    rows = [row(), row("a", kind="Drugs"), row("a", kind="Drugs"), row("b", kind="Drugs", lat="")]
    counts = quality(read_bytes(text(rows))[0].rows, "any.csv")
    assert (counts.rows, counts.asb, counts.no_location) == (4, 1, 1)
    assert (counts.outside, counts.vintage) == (-1, 0)
    assert counts.types == {"anti-social-behaviour": (1, 0), "drugs": (3, 1)}


def test_mixed_vintages_are_refused_with_the_lookup():
    """Codes that only 2011 has beside codes that only 2021 has are refused when that is known."""
    changes = Changes.from_columns(["E01000010", "E01000010"], ["E01033769", "E01033770"])
    rows = read_bytes(text([row(lsoa="E01000010"), row(lsoa="E01033770")]))[0].rows
    assert quality(rows, "any.csv").vintage == 2021
    with pytest.raises(BadInput, match="mixes LSOA codes"):
        quality(rows, "any.csv", changes)
