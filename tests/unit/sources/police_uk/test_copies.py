"""The same record more than once in one file."""

from __future__ import annotations

from tests.unit.sources.reading_street_files import read_bytes
from tests.unit.sources.street_files import row, text

from beatwise.sources.police_uk.copies import FEWEST_ROWS, Distinct, distinct


def once(*rows: str) -> Distinct:
    [part] = read_bytes(text(rows))
    return distinct(part.rows)


def test_thirteen_rows_of_one_crime_count_once():
    """One ID, type and place thirteen times over is one record, whatever its outcomes say."""
    rows = [row("a", kind="Drugs", outcome=f"Outcome {n % 2}") for n in range(13)]
    result = once(*rows, row("b", kind="Drugs"))
    assert (len(result.rows), result.copies, result.references) == (2, 12, 0)
    assert result.rows["outcome"].to_pylist()[0] == "Outcome 0"


def test_one_reference_at_two_places_or_of_two_types_stays():
    """Another place or type under the same ID is another offence: it stays, and is counted."""
    result = once(
        row("a", kind="Drugs"),
        row("a", kind="Drugs", lat="52.629800"),
        row("a", kind="Burglary"),
    )
    assert (len(result.rows), result.copies, result.references) == (3, 0, 2)


def test_alike_incidents_without_an_id_stay():
    """Anti-social behaviour has no ID: two alike rows are two incidents at one map point."""
    points = [row(lat=f"52.6{n:02d}000") for n in range(FEWEST_ROWS)]
    result = once(*points, points[0])
    assert (len(result.rows), result.copies) == (FEWEST_ROWS + 1, 0)


def test_a_month_of_incidents_put_together_twice_counts_once():
    """Where every row without an ID is there twice over, one of the two counts."""
    points = [row(lat=f"52.6{n:02d}000") for n in range(FEWEST_ROWS)]
    twice = [*points, *points, points[3], points[3], row("a", kind="Drugs")]
    result = once(*twice)
    assert (len(result.rows), result.copies) == (FEWEST_ROWS + 2, FEWEST_ROWS + 1)


def test_few_alike_incidents_are_not_called_a_doubled_file():
    """Two pairs in a small month are no proof."""
    result = once(row(), row(), row(lat="52.630000"), row(lat="52.630000"))
    assert (len(result.rows), result.copies) == (4, 0)
