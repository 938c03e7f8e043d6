"""Read the bytes of a street file as a force's months."""

from __future__ import annotations

import io

from beatwise.sources.police_uk import content
from beatwise.sources.police_uk.members import Member, named
from beatwise.sources.police_uk.reader import ForceMonth, read


def read_bytes(data: bytes, name: str = "any.csv") -> list[ForceMonth]:
    force, month = named(name)
    return read(content.read(Member(name, force, month, lambda: io.BytesIO(data))))
