"""The published schemas of open standards: in ``BEATWISE_STANDARDS``, put there by a script.

``sh checks/standards.sh`` fetches the schemas of OCDS; a test that needs them fails under CI
without them. No package holds that of 360Giving: ``giving_schema`` writes down what it says.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4


ROOT = Path(__file__).parent.parent
FOLDER = Path(os.environ.get("BEATWISE_STANDARDS", ROOT / ".venv" / "standards"))
OCDS_RELEASE = "ocds-release-schema"
OCDS_RELEASE_PACKAGE = "ocds-release-package-schema"
OCDS_RECORD_PACKAGE = "ocds-record-package-schema"
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def _moment(value: object) -> bool:
    """RFC 3339, 5.6; a library that is not installed would let every text pass."""
    if not isinstance(value, str):
        return True
    shape = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:]{8}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
    return re.fullmatch(shape, value) is not None and bool(dt.datetime.fromisoformat(value.upper()))


@FORMATS.checks("uri")
def _address(value: object) -> bool:
    """RFC 3986: with a scheme, and of its characters alone."""
    shape = r"[A-Za-z][A-Za-z0-9+.-]*:([!#$&'()*+,/:;=?@\[\]A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+"
    return not isinstance(value, str) or re.fullmatch(shape, value) is not None


def schema(name: str) -> dict[str, Any]:
    """Return a published schema; skip without it, fail under CI."""
    if not _file(name).exists():
        words = f"published schema absent: no {name}.json in BEATWISE_STANDARDS"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    return _read(name)


def faults(name: str, value: object) -> list[str]:
    """Return what a published schema finds wrong with a value; skip without it, fail under CI."""
    return faults_of(schema(name), value, _registry())


def faults_of(of: dict[str, Any], value: object, others: Registry | None = None) -> list[str]:
    """Return what a schema finds wrong with a value."""
    validator = Draft4Validator(of, registry=others or Registry(), format_checker=FORMATS)
    found = validator.iter_errors(value)
    return [f"{'/'.join(map(str, each.path))}: {each.message[:200]}" for each in found]


@cache
def _read(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(_file(name).read_text("utf-8"))
    return value


@cache
def _registry() -> Registry:
    """The release schema at hand is 1.1.4, and the packages are of 1.1.5: it stands for both."""
    release = DRAFT4.create_resource(schema(OCDS_RELEASE))
    base = "https://standard.open-contracting.org/schema"
    versions = ("1__1__4", "1__1__5")
    return Registry().with_resources(
        [(f"{base}/{version}/release-schema.json", release) for version in versions]
    )


def _file(name: str) -> Path:
    return FOLDER / f"{name}.json"
