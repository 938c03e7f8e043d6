"""The files of a design."""

from __future__ import annotations

import json
from typing import Any

from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.publication.evaluation.design_document import design_document
from beatwise.publication.evaluation.result_pages import document_files


def design_files(proposal: Proposal, said: dict[str, Any]) -> dict[str, bytes]:
    """Return every file of a design's page, by name."""
    values = json.dumps(said, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return {"design.json": values.encode(), **document_files("design", design_document(proposal))}
