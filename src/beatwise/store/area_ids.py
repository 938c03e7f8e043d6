"""The ids in a layer of areas, read without its shapes.

A GeoPackage is an SQLite file, so the ids alone cost a millisecond, where loading a geometry
library costs a second that a person waits for each time nothing has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path


def any_starts_with(path: Path, prefixes: Sequence[str]) -> bool:
    """Say whether an area in this file has an id that starts with one of ``prefixes``."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        ids = database.execute("SELECT area_id FROM features")
        return any(str(key).startswith(tuple(prefixes)) for (key,) in ids)
