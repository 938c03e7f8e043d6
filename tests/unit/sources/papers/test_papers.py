"""Every reader of papers under damage: a paper or a refusal that names the file, and no fault."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.sources.papers.test_read_paper import workbook
from tests.unit.sources.papers.test_web_page import page
from tests.unit.sources.papers.test_word_file import document
from tests.unit.sources.papers.worlds import ROWS

from beatwise.accountability.reconcile.papers.check_paper import check_paper
from beatwise.errors import BadInput
from beatwise.sources.papers.read_paper import read_paper


TIMES = 60  # damaged copies of each kind; a thousand in the soak
PIECES = (b"\x00", b"\xff\xff", b"<", b"\"'", b"99999999999", b"-1", b"<w:tbl>", b"\x1b[2J", b"{{")


def _xlsx(folder: Path) -> bytes:
    return workbook(folder / "whole.xlsx").read_bytes()


def _ods(folder: Path) -> bytes:
    from beatwise.publication.formats.document import Column
    from beatwise.publication.formats.ods import ods
    from beatwise.publication.formats.workbook import Sheet, Workbook

    rows = tuple(tuple(row) for row in ROWS[1:])
    return ods(Workbook("T", (Sheet("T", (), tuple(map(Column, ROWS[0])), rows),)))


def _pdf(folder: Path) -> bytes:
    import datetime as dt

    from beatwise.publication.formats.document import Column, Document, Table
    from beatwise.publication.formats.pdf import compile_pdf

    table = Table("t", "T", tuple(map(Column, ROWS[0])), tuple(tuple(row) for row in ROWS[1:]))
    return compile_pdf(Document("T", "", (), (table,), (), dt.date(2026, 1, 1)))


KINDS: dict[str, Callable[[Path], bytes]] = {
    "csv": lambda folder: "\n".join(",".join(row) for row in ROWS).encode(),
    "txt": lambda folder: "\n".join("\t".join(row) for row in ROWS).encode(),
    "html": lambda folder: page().encode(),
    "docx": lambda folder: document(),
    "xlsx": _xlsx,
    "ods": _ods,
    "pdf": _pdf,
}


def _damaged(content: bytes, draw: random.Random) -> bytes:
    """Return a copy with some bytes changed, put in, taken out, repeated, or cut off."""
    for _ in range(draw.randint(1, 4)):
        at, end = sorted(draw.randrange(len(content) + 1) for _ in range(2))
        end = min(end, at + 200)
        content = draw.choice((
            content[:at] + draw.choice(PIECES) + content[at:],
            content[:at] + draw.randbytes(4) + content[at + 4:],
            content[:at] + content[end:],
            content[:at] + content[at:end] * 3 + content[end:],
            content[:at] or content,
        ))  # fmt: skip
    return content


def _repacked(content: bytes, draw: random.Random) -> bytes:
    """Return an archive of which one part is damaged inside a wrapping that is whole."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        chosen = draw.choice(whole.namelist())
        for name in whole.namelist():
            part = whole.read(name)
            packed.writestr(name, _damaged(part, draw) if name == chosen else part)
    return out.getvalue()


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, kind: str, soak: float) -> None:
    """Whatever is wrong with it, a checked paper or ``BadInput`` with its name and a next step."""
    whole = KINDS[kind](tmp_path)
    outcomes = {"read": 0, "refused": 0}
    for seed in range(1000 if soak == 1 else TIMES):
        draw = random.Random(f"{kind} {seed}")
        is_packed = whole.startswith(b"PK") and draw.random() < 0.7
        path = tmp_path / f"damaged.{kind}"
        path.write_bytes((_repacked if is_packed else _damaged)(whole, draw))
        outcomes[_outcome(path, f"seed {seed} of {kind}")] += 1
    assert outcomes["read"] > 0


def _outcome(path: Path, what: str) -> str:
    try:
        check_paper(read_paper(path))
    except BadInput as error:
        refusal = error
    except Exception as fault:
        raise AssertionError(what) from fault
    else:
        return "read"
    assert refusal.next_step, what
    return "refused"
