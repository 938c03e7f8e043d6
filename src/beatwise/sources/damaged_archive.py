"""What the standard library raises on reading a ZIP that is damaged, locked or no ZIP at all.

Its members come out of four decompressors, and each has a family of errors of its own.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib


DAMAGED_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError,
    NotImplementedError,  # a way of packing that it does not know
    RuntimeError,  # a member under a password
)  # fmt: skip
