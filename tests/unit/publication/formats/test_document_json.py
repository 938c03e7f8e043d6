"""A document as JSON and back is the same document, of every kind of block."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from beatwise.errors import UsageError
from beatwise.publication.formats import document as blocks
from beatwise.publication.formats.document_json import as_json, from_json


TABLE = blocks.Table(
    "t", "Towns", (blocks.Column("Town"), blocks.Column("Count", True, 1)),
    (("North", 1.5), ("South", None)), "A note", "none", (("All", 1.5),), {"North": ("<svg/>",)},
)  # fmt: skip
DOCUMENT = blocks.Document(
    "Title", "About", (("Term", "words"),),
    (
        blocks.Heading("H", 3),
        blocks.Paragraph("P", True, True),
        blocks.Bullets(("a", "b"), True),
        blocks.Inset("I"),
        blocks.Links("See", (blocks.Link("w", "a.pdf"),)),
        blocks.Columns(((blocks.Paragraph("left"),), (TABLE,))),
        blocks.Figure("f", "C", "alt", "<svg/>", "<svg/>", TABLE, "n"),
        blocks.Figure("g", "C", "alt", "<svg/>", "<svg/>"),
    ),
    ("Foot",), dt.date(2026, 6, 15), ("draft",),
)  # fmt: skip


def test_every_kind_of_block_comes_back():
    """Through text, so that nothing but plain JSON is in it."""
    assert from_json(json.loads(json.dumps(as_json(DOCUMENT)))) == DOCUMENT


def test_a_column_that_is_tinted_by_code_is_refused():
    """A function cannot be frozen."""
    tinted = blocks.Column("State", tint=lambda words: "#ffffff")
    table = replace(TABLE, columns=(tinted, TABLE.columns[1]))
    with pytest.raises(UsageError, match="tinted"):
        as_json(replace(DOCUMENT, blocks=(table,)))
