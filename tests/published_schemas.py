"""The published schemas of open standards: in ``BEATWISE_STANDARDS``, put there by a script.

``sh checks/standards.sh`` fetches the release schema of OCDS; a test that needs it fails under CI
without it. No package holds that of 360Giving, so nothing waits for it: where a copy of
``360-giving-schema.json`` was put into the folder, the test of our declared list asks it as well.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest


ROOT = Path(__file__).parent.parent
FOLDER = Path(os.environ.get("BEATWISE_STANDARDS", ROOT / ".venv" / "standards"))


def is_there(name: str) -> bool:
    """Whether a published schema is at hand."""
    return _file(name).exists()


def faults(name: str, value: object) -> list[str]:
    """Return what a published schema finds wrong with a value; skip without it, fail under CI."""
    if not is_there(name):
        words = f"published schema absent: no {name}.json in BEATWISE_STANDARDS"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    from jsonschema import Draft4Validator, FormatChecker

    schema: dict[str, Any] = json.loads(_file(name).read_text("utf-8"))
    found = Draft4Validator(schema, format_checker=FormatChecker()).iter_errors(value)
    return [f"{'/'.join(map(str, each.path))}: {each.message[:200]}" for each in found]


def _file(name: str) -> Path:
    return FOLDER / f"{name}.json"
