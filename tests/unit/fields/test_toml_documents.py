"""Documents that would only cost time and memory are refused when they are read, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatwise.errors import BadInput, MissingData
from beatwise.fields import document, read_document


@pytest.mark.parametrize("words", [
    "a = ", "a = " + "[" * 5000, "a = " + "9" * 5000, "a = 1e" + "9" * 30, "\x00",
    ".".join(["a"] * 5000) + " = 1", "[" + " . ".join(["'a b'"] * 5000) + "]",
    "a = {" + ".".join(['"a"'] * 5000) + " = 1}",
])  # fmt: skip
def test_a_document_that_cannot_be_read_is_refused(words):
    """Unfinished, nested without end, a number of thousands of digits: never a crash."""
    with pytest.raises(BadInput, match="not TOML"):
        document(words, "a document")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """No file, a folder, no UTF-8, no TOML: each is said, with the line where there is one."""
    with pytest.raises(MissingData, match="no such file"):
        read_document(tmp_path / "none.toml", missing=MissingData)
    with pytest.raises(BadInput, match="no such file"):
        read_document(tmp_path)
    file = tmp_path / "a.toml"
    file.write_bytes("a = 'é'".encode("latin-1"))
    with pytest.raises(BadInput, match="not UTF-8"):
        read_document(file)
    file.write_text("a = 1\nb = \n")
    with pytest.raises(BadInput, match="line 2"):
        read_document(file)


def test_a_mark_of_byte_order_is_no_fault(tmp_path: Path) -> None:
    """Windows editors put one before UTF-8."""
    file = tmp_path / "a.toml"
    file.write_bytes(b"\xef\xbb\xbfa = 1.5\r\n")
    assert read_document(file).number("a") == 1.5
