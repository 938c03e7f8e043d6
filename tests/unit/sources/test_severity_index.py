"""Severity files of the user's own."""

from __future__ import annotations

import pytest

from beatwise.errors import BadInput, MissingData
from beatwise.sources.severity_index import load_file, load_named


TEXT = """
format = 1
name = "Cambridge Crime Harm Index"
source = "My copy"
year = 2020
licence = "as agreed"
retrieved = "2026-01-01"
unit = "days"
codes = "home-office"
[weights]
"99Z" = 3
"""


def test_the_workspaces_own_file_comes_first(tmp_path):
    """A file severity/NAME.toml in the workspace is found by name, before the package's."""
    (tmp_path / "severity").mkdir()
    (tmp_path / "severity" / "cambridge.toml").write_text(TEXT, encoding="utf-8")
    assert load_named("cambridge", tmp_path).by_code == {"99Z": 3.0}
    assert load_named("ons-css", tmp_path).year == 2020


def test_no_file_and_no_text_are_told_apart(tmp_path):
    """An absent file is missing data, a file that is not text is bad input."""
    with pytest.raises(MissingData):
        load_file(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="UTF-8"):
        load_file(tmp_path / "bytes.toml")
