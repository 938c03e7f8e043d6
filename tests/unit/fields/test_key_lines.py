"""The line of a key is right, or it is not told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from beatwise.fields.key_lines import lines_of_keys


ROOT = Path(__file__).parents[3]
TRICKY = '''# [not.a.table]
title = "a # is no comment, [nor] = this" # but this is
"quoted.key" = 'C:\\path' # one key
text = """
line = 1
[[person]]
\\""" not the end """
literal = \'\'\'
x = 2\'\'\'\'
dotted . "inner key".last = 07:30:00

[[person]]
id = "W1"
leave = [ # a list over lines
  { from = 2027-04-01, to = 2027-04-02 },

  { from = 2027-05-01, # not the end: ]
    },
]
[person.home]
beat = "North"
[[person.child]]
name = "a"
[[person.child]]
name = "b"

[[person]]
id = "W2"
numbers = [1, [2, 3], 0x1F, -inf, "]"]
child = [{ name = "c" }]
[a.b.c]
d = {}
[a]
e = { f.g = [[], [{ h = true }]] }
'''.replace("2027-05-01, # not the end: ]\n    }", "2027-05-01 }")


def lines(text: str) -> dict:
    return lines_of_keys(text, tomllib.loads(text))


@pytest.mark.parametrize(("path", "line"), [
    (("title",), 2), (("quoted.key",), 3), (("text",), 4), (("literal",), 8),
    (("dotted", "inner key", "last"), 10), (("person",), 12), (("person", 0), 12),
    (("person", 0, "leave"), 14), (("person", 0, "leave", 1, "from"), 17),
    (("person", 0, "home", "beat"), 20), (("person", 0, "child", 1, "name"), 24),
    (("person", 1), 26), (("person", 1, "numbers"), 28), (("person", 1, "child", 0, "name"), 29),
    (("a", "b", "c", "d"), 31), (("a",), 32), (("a", "e", "f", "g", 1, 0, "h"), 33),
])  # fmt: skip
def test_each_key_has_its_line(path: tuple, line: int) -> None:
    """Strings over lines, dotted keys, lists of tables and tables in a line, all counted."""
    assert lines(TRICKY)[path] == line


def test_windows_line_ends_count_once() -> None:
    """The same lines, whichever way they end."""
    assert lines(TRICKY.replace("\n", "\r\n")) == lines(TRICKY)


def test_what_is_implied_has_no_line() -> None:
    """A table that only dotted keys or headers below it make is written on no line."""
    assert ("dotted",) not in lines(TRICKY)
    assert ("a", "b") not in lines(TRICKY)


def test_no_line_is_told_of_another_text() -> None:
    """When text and values do not belong together, no line at all is told."""
    assert lines_of_keys("a = 1", {"b": 1}) == {}
    assert lines_of_keys("", {"b": 1}) == {}
    assert lines_of_keys("a = ", {"a": 1}) == {}
    assert lines_of_keys("a = 1\na = 2", {"a": 1}) == {}


@pytest.mark.parametrize("file", sorted((ROOT / "src").rglob("*.toml")), ids=lambda file: file.name)
def test_the_keys_of_every_shipped_document_are_placed(file: Path) -> None:
    """Every key of every document that comes along is found on the line told."""
    text = file.read_text(encoding="utf-8")
    placed, text_lines = lines(text), text.splitlines()
    assert placed
    for path, line in placed.items():
        if isinstance(path[-1], str):
            assert path[-1] in text_lines[line - 1]
