"""The files of a design."""

from __future__ import annotations

import json

from beatwise.evaluation.protocol.proposal import Proposal
from beatwise.publication.evaluation.design import design_page_json
from beatwise.publication.evaluation.design.design_document import design_document
from beatwise.publication.evaluation.design.design_parts import parts_of
from beatwise.publication.evaluation.result.result_pages import document_files


def design_files(proposal: Proposal) -> dict[str, bytes]:
    """Return every file of a design's page, by name."""
    document = design_page_json.as_json(proposal)
    values = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return {
        "design.json": values.encode(),
        **document_files("design", design_document(proposal)),
        **parts_of(proposal).files(proposal),
    }
