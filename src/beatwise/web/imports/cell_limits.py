"""How many cells a sheet's XML asks for, counted as it comes and never laid out."""

from __future__ import annotations

import re
from array import array

from beatwise.web.bounds.file_limits import FileLimits


MOST_COLUMNS = 200
LOOKED_AT = 20  # rows in which a table's headings are looked for, above those that it may have
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_DIGITS = re.compile(r"[0-9]{1,9}")


class TooMuch(Exception):
    """A sheet asks for more than may be laid out; says of what."""


class _Count:
    """The sheets' extents, their texts once for each cell, and the elements of all parts."""

    def __init__(self, most: FileLimits):
        self._most, self._rows = most, most.rows + LOOKED_AT
        self._elements = self._text = self._cells_before = 0
        self._bottom = self._right = 0

    def _element(self) -> None:
        self._elements += 1
        if self._elements > self._most.elements:
            raise TooMuch(f"it has more than {self._most.elements:,} elements")

    def _reach(self, row: int, column: int) -> None:
        """Let the sheet reach to a cell that has something in it."""
        if row > self._bottom or column > self._right:
            self._bottom = max(self._bottom, row)
            self._right = max(self._right, column)
            if self._bottom > self._rows:
                raise TooMuch(f"something stands in row {self._bottom:,}")
            if self._right > MOST_COLUMNS:
                raise TooMuch(f"something stands in column {self._right:,}")
            self._add(0)

    def _add(self, text: int) -> None:
        self._text += text
        if self._text > self._most.text:
            raise TooMuch(f"its cells hold more than {self._most.text // 1_000_000} MB of text")
        if self._cells_before + self._bottom * self._right > self._most.cells:
            raise TooMuch(f"it reaches over more than {self._most.cells:,} cells")

    def _next_sheet(self) -> None:
        self._cells_before += self._bottom * self._right
        self._bottom = self._right = 0


class ExcelCells(_Count):
    """The cells of Office Open XML; shared texts count once for each cell that names them."""

    def __init__(self, most: FileLimits):
        super().__init__(most)
        self._lengths: list[array[int]] = []
        self._shared_texts = array("Q")
        self.begin()

    def begin(self) -> None:
        """Begin a part."""
        self._next_sheet()
        self._row = self._column = self._at_row = 0
        self._in_sheet = self._in_cell = self._in_shared = self._is_named = False
        self._word, self._length = "", 0
        self._shared = array("Q")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element's beginning."""
        self._element()
        name = name.rpartition(":")[2]
        if name == "c" and self._in_sheet:
            self._begin_cell(attributes)
        elif self._in_cell:
            if name in ("v", "is"):
                self._reach(self._at_row, self._column)
            self._is_named = name == "v" and self._kind == "s"
        elif name == "row" and self._in_sheet:
            self._row = _whole(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif name == "sheetData":
            self._in_sheet = True
        elif name == "si":
            self._in_shared, self._length = True, 0

    def words(self, some: str) -> None:
        """Take text."""
        if self._is_named:
            self._word += some
            if len(self._word) > 20:
                raise ValueError("a cell names no shared text")
        elif self._in_cell:
            self._add(len(some.encode()))
        elif self._in_shared:
            self._length += len(some.encode())

    def finish(self, name: str) -> None:
        """Take an element's end."""
        name = name.rpartition(":")[2]
        if name == "v" and self._is_named:
            if self._word.strip():
                self._shared_texts.append(_whole(self._word.strip()))
            self._word, self._is_named = "", False
        elif name == "c":
            self._in_cell = False
        elif name == "si":
            self._in_shared = False
            self._shared.append(self._length)
        elif name == "sst":
            self._lengths.append(self._shared)

    def end(self) -> None:
        """Count the shared texts, now that all are known."""
        for at in self._shared_texts:
            self._add(
                max((lengths[at] for lengths in self._lengths if at < len(lengths)), default=0)
            )

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._in_cell, self._kind = True, attributes.get("t", "")
        self._at_row = self._row
        if "r" not in attributes:
            self._column += 1
            return
        place = _PLACE.fullmatch(attributes["r"])
        if place is None:
            raise ValueError("a cell has no place")
        self._column, self._at_row = _letters(place[1]), int(place[2])


class OpenCells(_Count):
    """The cells of OpenDocument, each as often as it and its row are repeated."""

    def __init__(self, most: FileLimits):
        super().__init__(most)
        self.begin()

    def begin(self) -> None:
        """Begin a part."""
        self._next_sheet()
        self._row = self._column = self._times = self._wide = 0
        self._inside: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element's beginning."""
        self._element()
        if name == "text:s":
            self._some(_whole(attributes.get("text:c", "1")))
        if name not in _PARTS:
            return
        if _PARTS[name] in self._inside:
            raise ValueError("a table stands inside a cell")
        self._inside.append(_PARTS[name])
        if _PARTS[name] == "table":
            self._next_sheet()
            self._row = 0
        elif _PARTS[name] == "row":
            self._row += (times := _whole(attributes.get("table:number-rows-repeated", "1")))
            self._column, self._times = 0, times
        else:
            self._wide = _whole(attributes.get("table:number-columns-repeated", "1"))
            self._column += self._wide
            texts = [v for k, v in attributes.items() if k not in _EMPTY]
            if texts:
                self._some(sum(len(v.encode()) for v in texts))

    def words(self, some: str) -> None:
        """Take text."""
        if self._inside[-1:] == ["cell"]:
            self._some(len(some.encode()))

    def finish(self, name: str) -> None:
        """Take an element's end."""
        if name in _PARTS:
            self._inside.pop()

    def end(self) -> None:
        """Nothing is left to count."""

    def _some(self, length: int) -> None:
        """Count what a cell holds, as often as it stands there."""
        if self._inside[-1:] == ["cell"]:
            self._reach(self._row, self._column)
            self._add(length * self._wide * self._times)


_PARTS = {
    "table:table": "table",
    "table:table-row": "row",
    "table:table-cell": "cell",
    "table:covered-table-cell": "cell",
}
_EMPTY = ("table:style-name", "table:number-columns-repeated", "table:content-validation-name")


def _whole(words: str) -> int:
    if not _DIGITS.fullmatch(words):
        raise ValueError("a number is not whole")
    return int(words)


def _letters(words: str) -> int:
    at = 0
    for letter in words.upper():
        at = at * 26 + ord(letter) - 64
    return at
