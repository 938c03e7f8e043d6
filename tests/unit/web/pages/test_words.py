"""What the history keeps as codes, as people read it."""

from __future__ import annotations

import pytest

from beatwise.web.pages.words import days, field_value, label


@pytest.mark.parametrize(("name", "words"), [
    ("asked_by", "Asked by"), ("due", "Due"), ("", ""), ("_x", "X"), ("API_key", "API key"),
])  # fmt: skip
def test_a_fields_name_reads_as_words(name: str, words: str) -> None:
    """Only its first letter changes its case."""
    assert label(name) == words


@pytest.mark.parametrize(("value", "name", "words"), [
    (None, "due", ""), (True, "", "yes"), (False, "", "no"), (0, "", "0"),
    ("2026-06-30", "due", "30 June 2026"), ("performance", "owner", "Performance officer"),
    ("performance, deputy", "asked_by", "Performance officer, Deputy commissioner"),
    ("performance", "title", "performance"), ("J. Smith", "owner", "J. Smith"),
    ("monitoring_officer, panel_chair", "readers",
     "Monitoring officer of the host council, Panel chair"),
    ("governance", "presenter", "Governance officer"),
    ("in progress", "state", "In progress"), ("", "state", ""),
    ("0" * 63 + "a", "digest", "000000000000…"), ("14:00:00", "begins", "14:00"),
    ("2026-06-30T09:05:11.5+00:00", "at", "30 June 2026, 09:05"),
    ("carried_out", "", "carried out"),
    ({"green_party": 4, "on": "2026-06-30"}, "", "Green party: 4, On: 30 June 2026"),
    ([True, "2026-06-30"], "", "yes, 30 June 2026"),
])  # fmt: skip
def test_a_value_reads_as_its_field_asks(value: object, name: str, words: str) -> None:
    """Days, roles, states, yes and no; what is not known stays as it is."""
    assert field_value(value, name) == words


@pytest.mark.parametrize(("text", "words"), [
    ("from 2026-06-30 to 2026-07-01.", "from 30 June 2026 to 1 July 2026."),
    ("2026-02-30", "2026-02-30"), ("x2026-06-30", "x2026-06-30"), ("2026-06-30-1", "2026-06-30-1"),
])  # fmt: skip
def test_days_within_words_are_written_out(text: str, words: str) -> None:
    """A day that does not exist, and digits within a name, are left as they are."""
    assert days(text) == words
