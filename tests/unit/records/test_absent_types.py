"""Types that a force's files lack altogether."""

from __future__ import annotations

import pytest

from beatwise.records.absent_types import absent_sentences, absent_types
from beatwise.records.odd_months.month_tallies import month_tallies


@pytest.mark.parametrize(
    ("shoplifting", "types", "absent"),
    [
        (100, ("anti-social-behaviour", "shoplifting"), ("anti-social-behaviour",)),
        (99, ("anti-social-behaviour",), ()),  # too few records to tell
        (100, ("robbery",), ()),  # a rare type may truly be absent from so few
        (1_500, ("robbery", "bicycle-theft"), ("bicycle-theft",)),
    ],
)
def test_a_type_without_a_record_was_left_out(shoplifting, types, absent) -> None:
    """So many records without one of a type show that it was not delivered."""
    tallies = month_tallies("millshire", [(24300, {"shoplifting": (shoplifting, 0)})])
    assert absent_types(tallies, types) == absent


def test_it_is_said_to_be_missing() -> None:
    """The sentence names the force and the type and says that it is no zero."""
    [words] = absent_sentences("millshire", ["anti-social-behaviour"])
    assert "millshire" in words
    assert "no anti-social behaviour record" in words
    assert words.endswith("missing, not zero.")
