"""Words of the phone app."""

from __future__ import annotations

from beatwise.planning.rota.absence import REASONS
from beatwise.web.patrols.phone_words import phone_words


def test_each_reason_for_being_called_away_is_one_of_abstractions():
    """What a phone may give as a reason has a code that the measurement reads."""
    words = phone_words()
    assert set(words.abstraction) == set(words.called_away)
    assert set(words.abstraction.values()) <= set(REASONS)
