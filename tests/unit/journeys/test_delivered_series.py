"""Measures from what was delivered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beatwise.accountability.tables.computed import Query
from beatwise.errors import BadInput
from beatwise.journeys.delivered_series import delivered_rows


def _folder(tmp_path: Path, words: object) -> Path:
    (tmp_path / "fidelity.json").write_text(json.dumps(words), encoding="utf-8")
    return tmp_path


def test_hours_and_the_partners_share_by_month(tmp_path: Path) -> None:
    """60 hours of the force and 30 of the council; April is measured in part and says so."""
    months = [
        {"month": "2026-03", "partner": "force", "patrol_hours": 60.0},
        {"month": "2026-03", "partner": "council", "patrol_hours": 30.0},
        {"month": "2026-04", "partner": "force", "patrol_hours": 5.0},
    ]
    folder = _folder(
        tmp_path,
        {"format": "beatwise fidelity 1", "provider": "force", "from": "2026-03-01",
         "to": "2026-04-10", "months": months},
    )  # fmt: skip
    hours = delivered_rows(Query("m", "delivery", figure="patrol-hours"), folder, None)
    share = delivered_rows(Query("m", "delivery", figure="partner-share"), folder, None)
    assert [row["value"] for row in hours] == ["90.0", "5.0"]
    assert [row["value"] for row in share] == ["33.3", "0.0"]
    assert [row["note"] for row in hours] == ["", "measured from 2026-03-01 to 2026-04-10"]


def test_another_document_is_refused(tmp_path: Path) -> None:
    """It is named, and what to give instead."""
    with pytest.raises(BadInput, match=r"fidelity\.json"):
        delivered_rows(Query("m", "delivery"), _folder(tmp_path, {"months": []}), None)
