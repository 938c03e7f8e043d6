"""What is published: careful words, gaps that stay gaps, and no count about people given away."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.publication.town.worlds import found, nothing, town

from beatwise.publication.disclosure import disclose
from beatwise.publication.disclosure_rule import Rule
from beatwise.publication.town import confidence_words, tables, wording
from beatwise.publication.town.brief_files import packet
from beatwise.publication.town.report import report
from beatwise.records.crime_types import ASB


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [(0.02, 0.10, "beats"), (-0.02, 0.10, "no worse"), (-0.10, -0.02, "worse")],
)
def test_beats_needs_an_interval_above_zero(low: float, high: float, word: str) -> None:
    """A list beats its baseline only when the paired interval lies above zero."""
    assert confidence_words.verdict(low, high) == word


def test_a_missing_month_is_printed_as_no_data() -> None:
    """A missing month is a gap in the chart and no data in the table, never a zero."""
    table = tables.months(found(ASB))
    march = next(row for row in table.rows if row[0] == "March 2025")
    assert march[1] is None
    assert table.empty == "no data"


def test_asb_and_crime_are_never_added() -> None:
    """Anti-social behaviour is incidents and crime is offences; no table holds their sum."""
    captions = [f"{table.name} {table.caption}".lower() for table in report(town()).tables()]
    incidents = {words for words in captions if "anti-social" in words}
    offences = {words for words in captions if "shoplifting" in words}
    assert len(incidents) == len(offences) > 0
    assert not incidents & offences


def test_month_only_records_name_no_hour() -> None:
    """On month-only records every page refuses to name an hour and says what to ask for."""
    assert "no hour or day can be named" in wording.when(times_known=False, peaks=())


def test_premises_before_patrols() -> None:
    """Half or more of a hot spot at one map point suggests the premises there first."""
    said = wording.premises_first("shoplifting", found("shoplifting").hot_spots)
    assert "81% of hot spot 1 (near Market Place)" in str(said)
    assert "hot spot 2" not in str(said)


def test_nothing_recorded_is_not_a_hot_spot() -> None:
    """Where nothing was recorded there is nothing to rank, and the page says so."""
    assert "nothing to rank" in wording.where(nothing(ASB), "Ashby")


def test_small_counts_are_hidden_and_protected() -> None:
    """Counts of 1 to 4 are hidden with as many others as it takes that none can be worked out."""
    shown = disclose(np.array([[2, 10, 9], [8, 12, 30], [7, 9, 40]]), Rule(threshold=5, base=1))
    assert np.argwhere(shown.hidden).tolist() == [[0, 0], [0, 1], [2, 0], [2, 1]]


def test_the_same_findings_give_the_same_bytes() -> None:
    """Every file can be rebuilt to the same bytes from the same findings."""
    assert packet(town()) == packet(town())
