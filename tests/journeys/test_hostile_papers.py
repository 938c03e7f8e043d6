"""Papers that were made to do harm: the command refuses each, in bounded memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks._fault_drill import ask
from tests import narrow_places
from tests.unit.sources.papers.test_word_file import document
from tests.unit.web.imports import hostile_workbooks


MOST_BYTES = 2_500_000_000  # of addresses: the program itself takes a good half
ENTITIES = "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "lol">' for n in range(12)
)


def _word(change: Callable[[str], str]) -> bytes:
    """Return a Word document whose text was changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document())) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in whole.namelist():
            part = whole.read(name)
            if name == "word/document.xml":
                part = change(part.decode()).encode()
            packed.writestr(name, part)
    return out.getvalue()


def _spanned(text: str) -> str:
    wide = '<w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
    return text.replace("<w:tc>", f"<w:tc>{wide}")


def _entities(text: str) -> str:
    head, _, rest = text.partition("?>")
    body = rest.replace("</w:body>", "<w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body>")
    return f"{head}?><!DOCTYPE w:document [{ENTITIES}]>{body}"


def _nested(text: str) -> str:
    deep = "<w:tbl><w:tr><w:tc><w:p/>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000
    return text.replace("</w:body>", f"{deep}</w:body>")


def _pdf_bomb() -> bytes:
    import pikepdf

    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(b" " * 250_000_000)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _pdf_circle() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def _archive_of_archives() -> bytes:
    content = b"\0" * 10_000_000
    for _ in range(3):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for number in range(10):
                packed.writestr(f"{number}.zip", content)
        content = out.getvalue()
    return content


SPAN = '<td colspan="200" rowspan="200">1'
ROW_OF_CELLS = "1," * 5000 + "1\n"
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "Word, a cell that spans": ("a.docx", lambda: _word(_spanned)),
    "Word, entities in entities": ("a.docx", lambda: _word(_entities)),
    "Word, tables in tables": ("a.docx", lambda: _word(_nested)),
    "a page whose cells span": (
        "a.html", lambda: f"<table>{f'<tr>{SPAN * 40}' * 40}</table>".encode()
    ),
    "a wide line above many": ("a.csv", lambda: (ROW_OF_CELLS + "1,1\n" * 100_000).encode()),
    "a wide line of tabs": (
        "a.txt", lambda: (ROW_OF_CELLS + "1,1\n" * 100_000).replace(",", "\t").encode()
    ),
    "a PDF that unpacks": ("a.pdf", _pdf_bomb),
    "a PDF whose pages are their own": ("a.pdf", _pdf_circle),
    "archives in archives": ("a.zip", _archive_of_archives),
    "a picture": ("a.svg", lambda: b'<?xml version="1.0"?>\n<svg onload="alert(1)"/>'),
    "a picture of entities": (
        "a.svg", lambda: f"<!DOCTYPE svg [{ENTITIES}]><svg><text>&e11;</text></svg>".encode()
    ),
    **{
        f"a workbook: {name}": (f"a.{kind}", make)
        for name, (kind, make, *_) in hostile_workbooks.REFUSED.items()
    },
}  # fmt: skip


# Large, and no harm to a machine: these may be read for what they are.
HARMLESS = (
    "Word, a cell that spans", "a workbook: a cell far down", "a workbook: a cell repeated",
    "a workbook: 45 MB of shared text", "a workbook: a flood of rows",
    "a workbook: a flood of cells",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_the_command(tmp_path: Path, name: str) -> None:
    """With the exit code of bad input, the file's name and no traceback; else it is harmless."""
    file, make = HOSTILE[name]
    path = tmp_path / file
    path.write_bytes(make())

    answer = ask(["reconcile", str(path)], narrow_places.largest_memory(MOST_BYTES))

    assert answer.code in ((0, 10) if name in HARMLESS else (10,)), answer.err[-2000:]
    assert answer.code == 0 or file in answer.err
    assert "Traceback" not in answer.err
