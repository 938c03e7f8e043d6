"""A paper as it was read: its paragraphs and tables, each with the line where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text.

    Parameters
    ----------
    line
        Where it begins, counted from 1 in the file (a page's number for a PDF).
    text
        Its words, in one line.
    """

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of text, exactly as printed.

    Parameters
    ----------
    line
        Where it begins.
    name
        What it is called: the sheet, the caption, or "table 3".
    header
        The names of its columns.
    rows
        Its cells, each row as long as the header.
    lines
        Where each row stands.
    guess
        Whether the columns were guessed from gaps, so that a reading of them is never certain.
    """

    line: int
    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in a paper that could not be read, and why."""

    line: int
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A file's content in the order of reading."""

    name: str
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[TextTable, ...] = ()
    unread: tuple[Unread, ...] = ()
