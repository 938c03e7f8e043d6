"""What two runs of one tree have in common where they differ: the loose outputs.

Exit codes, which kinds of files lie in which folder, and the shape of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any


def kinds(names: Iterable[str]) -> set[str]:
    """Return each folder with the ending of a file in it."""
    paths = [PurePath(name) for name in names]
    return {f"{path.parent}/*{path.suffix}" for path in paths}


def shape(content: bytes) -> Any:
    """Return the shape of a JSON document; nothing for anything else."""
    try:
        return _shape(json.loads(content))
    except ValueError:
        return None


def _shape(value: Any) -> Any:
    """Return keys and kinds of values; a list has the shapes of its members, without repeats."""
    if isinstance(value, dict):
        return {key: _shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return sorted({json.dumps(_shape(one), sort_keys=True) for one in value})
    return "number" if isinstance(value, int | float) else type(value).__name__
