"""Earlier measurements: what is none is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatwise.errors import BadInput, MissingData
from beatwise.sources.delivery.earlier_report import read_earlier


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"format": "beatwise fidelity 1"}'])
def test_what_is_no_measurement_is_refused(tmp_path: Path, words: str) -> None:
    """A file that is none, and a folder without one."""
    (tmp_path / "fidelity.json").write_text(words, encoding="utf-8")
    with pytest.raises(BadInput, match="not a measurement"):
        read_earlier(tmp_path)
    with pytest.raises(MissingData):
        read_earlier(tmp_path / "elsewhere")
