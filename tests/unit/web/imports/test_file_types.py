"""Files: which may be brought in, under which name."""

from __future__ import annotations

import io
import zipfile

import pytest

from beatwise.errors import BadInput
from beatwise.web.imports import file_types


def _zip(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, mimetype if name == "mimetype" else "x")
    return out.getvalue()


def test_a_workbook_with_macros_is_not_kept():
    """An Excel or OpenDocument file that holds a program is refused."""
    whole = _zip("xl/workbook.xml")
    assert file_types.kind("a.xlsx", whole).endswith("spreadsheetml.sheet")
    with pytest.raises(BadInput):
        file_types.kind("a.xlsx", _zip("xl/workbook.xml", "xl/vbaProject.bin"))
    media = "application/vnd.oasis.opendocument.spreadsheet"
    assert file_types.kind("a.ods", _zip("mimetype", mimetype=media)) == media
    with pytest.raises(BadInput):
        file_types.kind("a.ods", _zip("mimetype", "Basic/module.xml", mimetype=media))


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    """A zip bomb is told by its own directory."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"\0" * 50_100_000)
    assert len(out.getvalue()) < 300_000
    with pytest.raises(BadInput):
        file_types.kind("a.xlsx", out.getvalue())


def test_a_file_of_too_many_parts_is_refused():
    """ASVS 5.2.3: five thousand are kept, and one more is not."""
    parts = ["xl/workbook.xml", *(f"xl/{n}.xml" for n in range(4_999))]
    assert file_types.kind("a.xlsx", _zip(*parts)).endswith("spreadsheetml.sheet")
    with pytest.raises(BadInput):
        file_types.kind("a.xlsx", _zip(*parts, "xl/more.xml"))


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ('a"b<c>.txt', "a_b_c_.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"),
        ("", "file"),
    ],
)
def test_a_files_name_is_made_harmless(name, harmless):
    """Folders, quotes, line ends and marks that turn text round are taken out."""
    assert file_types.safe_name(name) == harmless
