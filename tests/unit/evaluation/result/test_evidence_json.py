"""The evidence library from the tables of its files."""

from __future__ import annotations

from typing import Any

import pytest

from beatwise.errors import BadInput
from beatwise.evaluation.result.evidence_json import from_json


def study(**changes: Any) -> dict[str, Any]:
    table = {
        "id": "x", "place": "X", "years": 2020, "design": "d", "comparator": True, "maryland": 3,
        "dose": "d", "outcomes": ["a"], "outcome": "a", "source": "s", "read": "full",
    }  # fmt: skip
    return {**table, **changes}


def claim(**changes: Any) -> dict[str, Any]:
    table = {
        "paragraph": 15, "text": "t", "status": "supported", "studies": ["x"], "reason": "r",
    }  # fmt: skip
    return {**table, **changes}


def test_printed_counts_give_the_change_that_is_not_printed() -> None:
    """100 to 60 against 50 to 40: .6 over .8 is a quarter fewer; a printed change stands."""
    [counted] = from_json({"study": [study(counts=[100, 60, 50, 40])]}, {"claim": []}).studies
    assert counted.effect == pytest.approx(-25)
    printed = study(counts=[100, 60, 50, 40], effect=-30)
    [stated] = from_json({"study": [printed]}, {"claim": []}).studies
    assert stated.effect == -30


def test_what_is_left_out_has_its_usual_value() -> None:
    """Patrols alone unless said otherwise; no note and nobody who checked."""
    library = from_json({"study": [study()]}, {"paper": "P", "claim": [claim(fell_of=[8, 9])]})
    [entry] = library.studies
    assert (entry.years, entry.patrols, entry.note, entry.checked_by) == ("2020", True, "", "")
    assert (entry.effect, entry.interval, entry.counts) == (None, None, None)
    assert library.paper == "P"
    assert library.claims[0].fell_of == (8, 9)
    assert library.claims[0].any_of is None


@pytest.mark.parametrize(
    ("studies", "claims", "words", "place"),
    [
        ([], {"claim": []}, r"holds no \[\[study\]\]", ""),
        ({"study": {}}, {"claim": []}, r"holds no \[\[study\]\]", ""),
        ({"study": []}, {}, r"holds no \[\[claim\]\]", ""),
        ({"study": [study(), study()]}, {"claim": []}, "two studies have the same id", ""),
        ({"study": [study(maryland="high")]}, {"claim": []}, "study cannot be read", "x"),
        ({"study": [study(counts=[1, 2, 3, 4, 5])]}, {"claim": []}, "study cannot be read", "x"),
        ({"study": [{"place": "X"}]}, {"claim": []}, "study cannot be read", "a study"),
        ({"study": [study()]}, {"claim": [claim(paragraph="a")]}, "claim cannot be read",
         "the claim of paragraph a"),
        ({"study": []}, {"claim": [claim()]}, "the study 'x' is unknown",
         "the claim of paragraph 15"),
        ({"study": [study()]}, {"claim": [{"status": "supported"}]}, "claim cannot be read",
         "the claim of paragraph ?"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_its_place(studies, claims, words, place) -> None:
    """Files without their tables, studies twice, and entries of the wrong kind."""
    with pytest.raises(BadInput, match=words) as refusal:
        from_json(studies, claims)
    assert (refusal.value.place or "") == place
