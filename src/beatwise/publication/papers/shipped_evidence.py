"""What the studies that come with Beatwise say together, for a paper to which nobody gave others.

It was worked out once and is kept as ``beatwise evidence`` writes it: pooling loads scipy, which
takes longer than most papers do and which an office never loads.
"""

from __future__ import annotations

import hashlib
import json

from beatwise import data
from beatwise.publication.papers.figure_book import Result


EVIDENCE = "evidence"


def shipped_evidence() -> Result:
    """Return what the studies say, no paper judged, with the SHA-256 of their library."""
    library = data.text("evidence", "studies.toml").encode()
    values = json.loads(data.text("evidence", "evidence.json"))
    return Result(values, "studies.toml of Beatwise", hashlib.sha256(library).hexdigest())
