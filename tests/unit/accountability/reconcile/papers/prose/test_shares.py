"""A share printed with its part and whole is compared with them."""

from __future__ import annotations

import pytest
from tests.unit.accountability.reconcile.papers.worlds import prose

from beatwise.accountability.reconcile.papers.prose.shares import shares


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("220 of 9,876 eligible victims referred are repeat victims, 2.23%.", ["agrees"]),
        ("220 of 9,876 eligible victims referred are repeat victims, 3.23%.", ["certain"]),
        ("It was 26.0% (33 of 127) of the plan.", ["agrees"]),
        ("33 (29%) of 127 actions were done.", ["certain"]),
        ("Some 40 of 30 felt safer, 12%.", []),
        ("About 47% of these were crimes.", []),
    ],
)
def test_sentences(sentence: str, verdicts: list[str]) -> None:
    """Part, whole and share in one sentence are worked out; anything less is not."""
    assert [each.verdict for each in shares(prose(sentence))] == verdicts
