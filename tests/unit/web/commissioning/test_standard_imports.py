"""Files in an open standard that cannot be read: refused in words, whatever is wrong with them."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.web.commissioning.standard_imports import checked


@pytest.mark.parametrize(
    "content",
    [b"[" * 200_000, b'[{"amountAwarded": Infinity}]', b'[{"title": "\\u0000"}]', b'{"grants": '],
    ids=["nested without end", "a number without an end", "a zero character", "cut off"],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(content):
    """Each names the file; none ends in an error of ours."""
    with pytest.raises(BadInput) as refusal:
        checked("grants.json", content)
    assert refusal.value.place == "grants.json"
