"""Sentences end where a reader would end them."""

from __future__ import annotations

from beatwise.accountability.reconcile.papers.prose.sentence_parts import sentences


def test_abbreviations_amounts_and_items_do_not_end_a_sentence() -> None:
    """Two sentences are two, whatever points stand in them."""
    text = "1. It cost £6.0m in No. 4 suite, as was said. The next rose by 3%. (It did.)"

    assert sentences(text) == [
        "1. It cost £6.0m in No. 4 suite, as was said.",
        "The next rose by 3%.",
        "(It did.)",
    ]
