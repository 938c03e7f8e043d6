"""The files of a design."""

from __future__ import annotations

import json
from typing import Any

from beatwise.evaluation.proposal import Proposal


def design_files(proposal: Proposal, said: dict[str, Any]) -> dict[str, bytes]:
    """Return every file of a design's page, by name."""
    return {"design.json": (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()}
