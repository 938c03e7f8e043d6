"""Files in an open standard that cannot be read: refused in words, whatever is wrong with them."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput
from beatwise.web.commissioning.standard_imports import checked


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b"",
        b"[" * 200_000,
        b'[{"amountAwarded": Infinity}]',
        b'[{"title": "\\u0000"}]',
        b'{"grants": ',
    ],
    ids=[
        "no JSON",
        "nothing",
        "nested without end",
        "a number without an end",
        "a zero character",
        "cut off",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(content):
    """Each names the file; none ends in an error of ours."""
    with pytest.raises(BadInput) as refusal:
        checked("grants.json", content)
    assert refusal.value.place == "grants.json"
    assert "docx" not in str(refusal.value)


def test_a_byte_order_mark_before_json_is_no_matter():
    """Programs on Windows write one: what the file lacks is named, and not its kind."""
    with pytest.raises(BadInput, match="no list of grants"):
        checked("theirs.txt", b"\xef\xbb\xbf{}")
