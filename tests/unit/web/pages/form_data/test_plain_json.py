"""JSON from outside holds what records can keep, or is refused whole."""

from __future__ import annotations

import pytest

from beatwise.web.pages.form_data.plain_json import plain_json


def test_what_records_can_hold_is_read() -> None:
    """Texts, numbers, lists and objects within one another."""
    content = b'{"a": [1, -2.5, null, true, "\\u20ac"], "b": {"c": "\\\\u0000"}}'
    assert plain_json(content) == {"a": [1, -2.5, None, True, "€"], "b": {"c": "\\u0000"}}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"\xff", b"NaN", b"[-Infinity]", b"[1e999]", b'["\\u0000"]', b'{"\\u0000": 1}',
        b'["\\ud800"]', b"[" + b"9" * 400 + b"]", b"[" + b"9" * 5000 + b"]",
    ],
)  # fmt: skip
def test_what_no_record_can_hold_is_refused(content: bytes) -> None:
    """Numbers without an end, zero characters, halves of characters, what is no JSON."""
    with pytest.raises(ValueError, match=r"."):
        plain_json(content)
