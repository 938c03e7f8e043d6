"""An option of the appraisal by its id."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beatwise.errors import BadInput
from beatwise.sources.delivery.option_cost_file import read_option_cost


OPTION = {"id": "wardens", "name": "Wardens", "cost_year": [1, 2, 3],
          "cost_per_delivered_hour": [20, 25, 30]}  # fmt: skip


def _file(folder: Path, name: str, words: str) -> Path:
    (folder / name).write_text(words, encoding="utf-8")
    return folder / name


def test_an_option_is_found_by_its_id(tmp_path: Path) -> None:
    """Its costs, low, central and high; another id names those that there are."""
    document = {"format": "beatwise options 1", "price_year": "2025/26", "options": [OPTION]}
    _file(tmp_path, "options.json", json.dumps(document))
    assert read_option_cost(tmp_path, "wardens").per_hour == (20, 25, 30)
    with pytest.raises(BadInput) as refusal:
        read_option_cost(tmp_path, "guards")
    assert "wardens" in (refusal.value.next_step or "")
    _file(tmp_path, "options.json", "{}")
    with pytest.raises(BadInput, match="no options appraisal"):
        read_option_cost(tmp_path, "wardens")
