"""What a file is, by its first bytes and not by its name; only kinds that cannot run are kept."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile

from beatwise.errors import BadInput
from beatwise.sources.damaged_archive import DAMAGED_ARCHIVE
from beatwise.web.bounds import file_limits


LARGEST = file_limits.ON_A_PAGE.size
_ZIPPED = {
    "odt": ("application/vnd.oasis.opendocument.text", "mimetype"),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", "mimetype"),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "word/document.xml",
    ),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xl/workbook.xml",
    ),
}
_MAGIC = {
    "pdf": (b"%PDF-", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "jpeg": (b"\xff\xd8\xff", "image/jpeg"),
}
_PLAIN = {"txt": "text/plain", "csv": "text/csv"}
_LISTS = frozenset({*_PLAIN, "ods", "xlsx"})
KINDS = tuple(sorted([*_ZIPPED, *_MAGIC, *_PLAIN]))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")  # all but tab, line ends and form feed
_LONGEST_MEDIA = 200
_MOST_UNPACKED, _MOST_PARTS = 50_000_000, 5_000


def kind(name: str, content: bytes) -> str:
    """Return the media type of a file whose name and bytes agree; raise ``BadInput`` otherwise."""
    ending = name.rpartition(".")[2].lower()
    most = file_limits.now().size if ending in _LISTS else LARGEST
    if len(content) > most:
        raise _bad(name, f"the file is larger than {most // 1_000_000} MB", "Make it smaller.")
    if not content:
        raise _bad(name, "the file is empty", "Choose another.")
    if ending in _MAGIC and content.startswith(_MAGIC[ending][0]):
        return _MAGIC[ending][1]
    if ending in _ZIPPED and _is_zipped(ending, content):
        return _ZIPPED[ending][0]
    if ending in _PLAIN and _is_plain(content):
        return _PLAIN[ending]
    raise _bad(
        name,
        "the file is not of a kind that is kept, or not what its name says",
        f"Give one of: {', '.join(KINDS)}.",
    )


def media(ending: str) -> str:
    """Return the media type of a zipped or plain kind."""
    return _ZIPPED[ending][0] if ending in _ZIPPED else _PLAIN[ending]


def safe_name(name: str) -> str:
    """Return a file name without folders, control characters or marks that turn text round."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain_name = "".join(c for c in last if unicodedata.category(c)[0] not in "CZ" or c == " ")
    plain_name = re.sub(r'["<>|:*?;%]', "_", plain_name).strip(" .")
    stem, dot, ending = plain_name.rpartition(".")
    return f"{stem[:100]}{dot}{ending[:10]}" or "file"


def _is_zipped(ending: str, content: bytes) -> bool:
    media, inside = _ZIPPED[ending]
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            whole = sum(part.file_size for part in archive.infolist())
            most = max(_MOST_UNPACKED, file_limits.now().unpacked)
            if len(names) > _MOST_PARTS or whole > most:
                return False
            if inside not in names or _has_macros(names):
                return False
            if inside != "mimetype":
                return True
            with archive.open(inside) as media_file:
                return media_file.read(_LONGEST_MEDIA).strip() == media.encode()
    except DAMAGED_ARCHIVE:
        return False


def _has_macros(names: list[str]) -> bool:
    return any(
        n.lower().endswith("vbaproject.bin") or n.startswith(("Basic/", "Scripts/")) for n in names
    )


def plain(content: bytes) -> str:
    """Return the words of a plain file: UTF-8, UTF-16 with its mark, or as Windows writes (1252).

    Raises ``ValueError`` when it is none of them.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def is_unicode(content: bytes) -> bool:
    """Whether a plain file is UTF-8 or UTF-16, and was not guessed to be Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _is_plain(content: bytes) -> bool:
    try:
        words = plain(content)
    except ValueError:
        return False
    return _CONTROL.search(words) is None


def _bad(name: str, words: str, next_step: str) -> BadInput:
    return BadInput(f"{words}.", place=safe_name(name), next_step=next_step)
