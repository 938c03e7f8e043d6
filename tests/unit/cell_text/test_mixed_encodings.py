"""A text put together from several encodings is told by its lines."""

from __future__ import annotations

from beatwise.cell_text.mixed_encodings import mixed_lines


def test_lines_in_two_encodings_are_told() -> None:
    """The first of each."""
    assert mixed_lines([b"a", "é".encode(), "é".encode("cp1252")]) == (2, 3)


def test_lines_in_one_encoding_are_no_mixture() -> None:
    """All UTF-8, none of it, or ASCII alone."""
    assert mixed_lines(["é".encode(), b"a"]) is None
    assert mixed_lines(["é".encode("cp1252"), b"a"]) is None
    assert mixed_lines([]) is None
