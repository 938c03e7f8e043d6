"""Evidence: what was claimed, and what the sources say."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.evaluation.evidence import coin_tosses, library
from beatwise.journeys.evidence import held


def test_every_claim_is_supported_not_supported_or_not_checked():
    """Paragraphs 15 to 17 are each broken into claims with a status, studies and a reason."""
    claims = held().claims
    assert {claim.paragraph for claim in claims} == {15, 16, 17}
    assert all(claim.reason for claim in claims)
    assert all(claim.studies for claim in claims if claim.status == "supported")


def test_any_of_k_fell_prints_what_coin_tosses_give():
    """The claim that 88 % fell in at least one crime type stands beside 1 - 0.5^3 = 87.5 %."""
    claim = next(c for c in held().claims if c.fell_of == (8, 9))
    assert "88 %" in claim.text
    assert "1 - 0.5^3 = 87.5 %" in claim.beside
    assert coin_tosses(1) == 0.5


def test_falls_without_a_comparison_are_never_pooled():
    """Newcastle's 14.7 % is listed with its source and left out of the meta-analysis."""
    studies = {study.id: study for study in held().studies}
    assert not studies["newcastle-2025"].pooled
    assert studies["newcastle-2025"].why_not == "no comparison"
    assert studies["los-angeles-bids-2010"].pooled
    assert not studies["philadelphia-2011"].pooled


def test_nothing_is_marked_as_checked_by_a_person_who_did_not():
    """Entries say how much of the source was read, and nobody is named as having checked it."""
    assert {study.read for study in held().studies} <= {"abstract", "summary", "full"}
    assert all(not study.checked_by for study in held().studies)


def test_a_library_that_does_not_hold_together_is_refused():
    """A claim of an unknown status or study, or a study without a place, is named."""
    with pytest.raises(BadInput, match="status 'proved'"):
        library({"study": []}, {"claim": [{"paragraph": 1, "status": "proved"}]})
    with pytest.raises(BadInput, match="study 'x'"):
        library(
            {"study": []}, {"claim": [{"paragraph": 1, "status": "supported", "studies": ["x"]}]}
        )
    with pytest.raises(BadInput, match="cannot be read"):
        library({"study": [{"id": "x"}]}, {"claim": []})
