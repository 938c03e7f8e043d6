"""On which line each key of a TOML document stands, which ``tomllib`` does not say.

The text has been read by ``tomllib`` before, so it is valid TOML: a small scanner suffices. It
checks itself: unless it met exactly the keys that ``tomllib`` read, it tells no line at all.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping

from beatwise.fields.document_faults import Path


_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}\n#]+")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}(?!")', re.DOTALL),
    re.compile(r"'''.*?'{3,5}(?!')", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


class _Lost(Exception):
    """The scanner does not know where it is."""


def lines_of_keys(text: str, values: Mapping[str, object]) -> dict[Path, int]:
    """Return the line of each key and table by its path, the first line being 1.

    Parameters
    ----------
    text
        The document, empty when there is none.
    values
        What ``tomllib`` read from it.

    Returns
    -------
    Nothing when the scanner cannot tell, never a wrong line.
    """
    scanner = _Scanner(text.replace("\r\n", "\n"))
    try:
        scanner.document()
    except (_Lost, RecursionError, ValueError):
        return {}
    lines = scanner.lines
    paths, tables = set[Path](), set[Path]()
    for path, value in _paths(values, ()):
        (tables if isinstance(value, dict) else paths).add(path)
    return lines if paths <= lines.keys() <= paths | tables else {}


def _paths(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    """Return every key and table below a value; other elements of lists are no keys."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield (*path, key), inner
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            if isinstance(inner, dict):
                yield (*path, at), inner
            yield from _paths(inner, (*path, at))


class _Scanner:
    """Goes through a document once; ``lines`` holds the line of each key met."""

    def __init__(self, text: str):
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.lists: Counter[Path] = Counter()  # tables so far in each list written [[key]]
        self._counted, self._line = 0, 1

    def document(self) -> None:
        """Scan the whole of it."""
        table: Path = ()
        while self._skip(_BLANK) and self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        line, is_list = self._line_here(), self.text.startswith("[[", self.at)
        self.at += 2 if is_list else 1
        *outer, last = self._keys()
        self._expect("]]" if is_list else "]")
        path: Path = ()
        for key in outer:
            path = self._latest((*path, key))
        path = (*path, last)
        if is_list:
            self.lists[path] += 1
            self.lines.setdefault(path, line)
            path = self._latest(path)
        self._note(path, line)
        return path

    def _latest(self, path: Path) -> Path:
        """Return the path of the last table of a list, or the path of a table as it is."""
        return (*path, self.lists[path] - 1) if self.lists[path] else path

    def _pair(self, table: Path) -> None:
        line = self._line_here()
        path = (*table, *self._keys())
        self._expect("=")
        self._skip(_SPACE)
        self._note(path, line)
        self._value(path)

    def _keys(self) -> list[str]:
        """Return the parts of a key with dots."""
        keys = []
        while True:
            self._skip(_SPACE)
            keys.append(self._key())
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def _key(self) -> str:
        start = self.at
        if bare := _BARE_KEY.match(self.text, start):
            self.at = bare.end()
            return bare[0]
        self._string()
        (key,) = tomllib.loads(f"{self.text[start : self.at]} = 0")
        return key

    def _value(self, path: Path) -> None:
        match self.text[self.at : self.at + 1]:
            case "[":
                self._list(path)
            case "{":
                self._inline_table(path)
            case '"' | "'":
                self._string()
            case _:
                if not self._skip(_BARE_VALUE):
                    raise _Lost

    def _list(self, path: Path) -> None:
        self.at += 1
        number = 0
        while not self._closed("]"):
            if self.text.startswith("{", self.at):
                self._note((*path, number), self._line_here())
            self._value((*path, number))
            number += 1
            self._skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while not self._closed("}"):
            self._pair(path)
            self._skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1

    def _closed(self, bracket: str) -> bool:
        self._skip(_BLANK)
        if not self.text.startswith(bracket, self.at):
            return False
        self.at += 1
        return True

    def _string(self) -> None:
        if not any(self._skip(pattern) for pattern in _STRINGS):
            raise _Lost

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match is not None

    def _expect(self, mark: str) -> None:
        self._skip(_SPACE)
        if not self.text.startswith(mark, self.at):
            raise _Lost
        self.at += len(mark)

    def _note(self, path: Path, line: int) -> None:
        if path in self.lines:
            raise _Lost
        self.lines[path] = line

    def _line_here(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line
