"""Plain text out: UTF-8, lines ending in a line feed, the same on every system."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np


def csv(header: Sequence[str], columns: Sequence[Sequence[str]]) -> bytes:
    """Return a CSV file of texts that need no quoting."""
    lines = [",".join(header), *(",".join(row) for row in zip(*columns, strict=True))]
    return ("\n".join(lines) + "\n").encode()


def document(value: dict[str, object]) -> bytes:
    """Return a JSON object, each member on its own line, lists of objects an object a line."""
    members = [f"{json.dumps(key)}: {_member(item)}" for key, item in value.items()]
    return ("{\n" + ",\n".join(members) + "\n}\n").encode()


def _member(item: object) -> str:
    if isinstance(item, list) and item and isinstance(item[0], dict):
        return "[\n" + ",\n".join(_compact(i) for i in item) + "\n]"
    return _compact(item)


def _compact(item: object) -> str:
    return json.dumps(item, ensure_ascii=False, allow_nan=False)


def numbers(values: Iterable[float] | np.ndarray, decimals: int = 4) -> list[float]:
    """Return rounded plain numbers; no minus nought, no sixteenth digit."""
    return [round(float(v), decimals) + 0.0 for v in values]


def utc(seconds: np.ndarray) -> list[str]:
    """Return instants as ISO 8601 in UTC: ``2025-12-01T17:05:30Z``."""
    return [f"{t}Z" for t in np.asarray(seconds, dtype="datetime64[s]").astype(str)]
