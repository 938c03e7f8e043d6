"""Paragraph numbers run on by one, and references are to paragraphs that there are."""

from __future__ import annotations

from tests.unit.accountability.reconcile.papers.worlds import prose

from beatwise.accountability.reconcile.papers.prose.numbering import numbering


def report(*numbers: int, last: str = "Words.") -> list[str]:
    """Return numbered paragraphs, the last with its own words."""
    return [*(f"{number}. Words." for number in numbers[:-1]), f"{numbers[-1]}. {last}"]


def findings(*paragraphs: str) -> list[tuple[str, str, str]]:
    """Return what is named: rule, printed, recomputed."""
    compared = numbering(prose(*paragraphs))
    return [(each.rule, each.printed, each.recomputed) for each in compared if each.is_finding]


def test_a_number_twice_or_left_out_is_named() -> None:
    """Between runs in order, 4 after 4 and 6 after 4 are breaks."""
    assert findings(*report(1, 2, 3, 4, 4, 5, 6)) == [("numbering", "4", "5")]
    assert findings(*report(1, 2, 3, 4, 6, 7, 8)) == [("numbering", "6", "5")]


def test_a_second_report_begins_again_at_one() -> None:
    """A pack of papers is several reports; a short list of items is none."""
    assert findings(*report(1, 2, 3, 4, 5), *report(1, 2, 3, 4, 5), *report(1, 2)) == []


def test_references_beyond_the_report_or_to_itself_are_named() -> None:
    """Paragraph 12 of a report of 6 is not there; of another document it may be."""
    assert findings(*report(1, 2, 3, 4, 5, 6, last="See paragraphs 10 to 12.")) == [
        ("reference", "paragraphs 10 to 12", "1 to 6")
    ]
    assert findings(*report(1, 2, 3, 4, 5, 6, last="As paragraph 6 says.")) == [
        ("reference", "paragraph 6", "1 to 6")
    ]
    assert findings(*report(1, 2, 3, 4, 5, 6, last="See paragraph 12 of the Code.")) == []
    assert findings(*report(1, 2, 3, 4, 5, 6, last="See paragraphs 2 to 3.")) == []
