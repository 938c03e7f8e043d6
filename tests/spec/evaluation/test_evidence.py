"""Evidence: what was claimed, and what the sources say."""

from __future__ import annotations

import datetime as dt
import json
from math import log

import pytest

from beatwise.errors import BadInput
from beatwise.evaluation.estimators.meta_analysis import meta_analysis
from beatwise.evaluation.result.evidence_json import from_json as library
from beatwise.evaluation.result.evidence_library import coin_tosses
from beatwise.journeys.evaluation.evidence import shipped_library, write_evidence
from beatwise.publication.evaluation.evidence_document import together


def test_every_claim_is_supported_not_supported_or_not_checked():
    """Paragraphs 15 to 17 are each broken into claims with a status, studies and a reason."""
    claims = shipped_library().claims
    assert {claim.paragraph for claim in claims} == {15, 16, 17}
    assert all(claim.reason for claim in claims)
    assert all(claim.studies for claim in claims if claim.status == "supported")


def test_any_of_k_fell_prints_what_coin_tosses_give():
    """The claim that 88 % fell in at least one crime type stands beside 1 - 0.5^3 = 87.5 %."""
    claim = next(c for c in shipped_library().claims if c.fell_of == (8, 9))
    assert "88 %" in claim.text
    assert "1 - 0.5^3 = 87.5 %" in claim.beside
    assert coin_tosses(1) == 0.5


def test_falls_without_a_comparison_are_never_pooled():
    """Newcastle's 14.7 % is listed with its source and left out of the meta-analysis."""
    studies = {study.id: study for study in shipped_library().studies}
    assert not studies["newcastle-2025"].pooled
    assert studies["newcastle-2025"].why_not == "no comparison"
    assert studies["los-angeles-bids-2010"].pooled
    assert not studies["philadelphia-2011"].pooled


def test_who_checked_an_entry_is_a_role_and_a_day():
    """Entries say how much was read, in what, and by whom; what nobody read has no figure."""
    read = {"full", "abstract", "summary", "press", "not read"}
    for study in shipped_library().studies:
        assert study.read in read
        if study.checked_by:
            assert study.seen_in
            assert "author, " in study.checked_by
            assert study.checked_by.endswith("2026")
        if study.read == "not read":
            assert study.effect is None
            assert not study.checked_by
    for claim in shipped_library().claims:
        assert bool(claim.checked_by) is (claim.status != "not checked")


def test_studies_that_disagree_give_no_interval_for_the_next_programme():
    """Pooled are a printed interval, a printed p and four printed counts: too unlike to predict."""
    usable = {study.id: study for study in shipped_library().studies if study.pooled}
    assert {study.error_from for study in usable.values()} == {
        "printed interval", "printed p-value", "printed counts, as Poisson",
    }  # fmt: skip
    counts = usable["london-underground-2020"]
    assert counts.effect == pytest.approx(100 * (63 / 88 / (74 / 64) - 1))
    assert counts.error == pytest.approx((1 / 88 + 1 / 63 + 1 / 64 + 1 / 74) ** 0.5)
    pooled = meta_analysis(
        [s.log_effect for s in usable.values()], [s.error for s in usable.values()]
    )
    assert pooled.studies == 3
    assert pooled.interval[0] < 0 < pooled.interval[1]
    assert pooled.shown_prediction is None
    assert "do not agree enough to predict" in pooled.why_no_prediction


def test_a_prediction_reaches_no_further_than_from_a_halving_to_a_doubling():
    """Ends fourfold apart are still a figure; a little more and there are words instead."""
    errors = [0.1] * 6
    agreeing = meta_analysis([-0.2, -0.3, -0.1, -0.25, -0.2, -0.15], errors)
    low, high = agreeing.shown_prediction
    assert high - low <= log(4)
    assert not agreeing.why_no_prediction
    wide = meta_analysis([-0.2, -0.9, 0.4, -0.25, 0.6, -0.15], errors)
    assert wide.shown_prediction is None
    assert "do not agree" in together(shipped_library(), wide)
    assert "prediction interval" not in together(shipped_library(), wide)


def test_no_paper_is_judged_unless_asked(tmp_path):
    """The page of a county of its own has studies and no verdict on another office's paper."""
    write_evidence(tmp_path, on=dt.date(2026, 11, 22))
    page = (tmp_path / "evidence.html").read_text()
    assert "Commissioner to the Panel" not in page
    assert "supported" not in page
    assert ">The claims<" not in page
    saved = json.loads((tmp_path / "evidence.json").read_text())
    assert (saved["claims"], saved["paper"]) == ([], None)
    write_evidence(tmp_path, claims="shipped", on=dt.date(2026, 11, 22))
    assert "not supported" in (tmp_path / "evidence.html").read_text()


def test_a_figure_may_be_supported_and_its_cause_not():
    """Newcastle's 14.7 % is in the source as a record; that rangers brought it about is not."""
    sentence, figure = (c for c in shipped_library().claims if "14.7 %" in c.text)
    assert (sentence.status, figure.status) == ("not supported", "supported")
    assert "not why" in figure.reason


@pytest.mark.parametrize(
    "wrong",
    [{"effect": -100}, {"interval": [5, -5]}, {"interval": [1]}, {"p_value": 0},
     {"counts": [1, 2, 3]}, {"counts": [0, 1, 1, 1]}, {"effect": -50, "interval": [-10, 10]}],
)  # fmt: skip
def test_figures_that_cannot_be_are_named(wrong):
    """A fall of everything, an interval the wrong way round, a count of nothing."""
    study = {
        "id": "x", "place": "X", "years": "1", "design": "d", "comparator": True, "maryland": 3,
        "dose": "d", "outcomes": ["a"], "outcome": "a", "source": "s", "read": "full",
    }  # fmt: skip
    assert library({"study": [study]}, {"claim": []}).studies[0].effect is None
    with pytest.raises(BadInput, match="cannot be read") as error:
        library({"study": [study | wrong]}, {"claim": []})
    assert error.value.place == "x"


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
