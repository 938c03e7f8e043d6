"""What the shipped studies say in papers is what ``beatwise evidence`` works out of them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from beatwise.journeys.evaluation.evidence import write_evidence
from beatwise.publication.papers.shipped_evidence import shipped_evidence


def test_it_is_what_the_studies_give(tmp_path: Path) -> None:
    """After a change of the studies, the file is what the command writes to evidence.json."""
    write_evidence(tmp_path, on=dt.date(2026, 11, 22))
    worked_out = json.loads((tmp_path / "evidence.json").read_text("utf-8"))
    kept = dict(shipped_evidence().values)
    assert kept.keys() == worked_out.keys()
    assert kept["studies"] == worked_out["studies"]
    assert kept["together"] == worked_out["together"]
    assert len(_numbers(kept)) > 20
    assert _numbers(kept) == pytest.approx(_numbers(worked_out), rel=1e-9)


def _numbers(value: object) -> list[float]:
    if isinstance(value, dict):
        return [number for each in value.values() for number in _numbers(each)]
    if isinstance(value, list):
        return [number for each in value for number in _numbers(each)]
    return [float(value)] if isinstance(value, int | float) else []
