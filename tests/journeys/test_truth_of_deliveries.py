"""A sample of broken deliveries; `make soak` tries 500 of them."""

from __future__ import annotations

from benchmarks import soak_truth


SAMPLE = 10


def test_every_answer_is_true_or_says_what_is_missing() -> None:
    """Whatever is broken in a delivery, no answer is false, and nothing missing is a zero."""
    done = soak_truth.drill(SAMPLE)
    faults = [f"seed {one.seed} {one.breakages}: {fault}" for one in done for fault in one.faults]
    assert faults == []
    assert sum(one.answers for one in done) > 10 * SAMPLE
