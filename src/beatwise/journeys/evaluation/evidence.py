"""Evidence: the library as a page, with a programme's own result placed on it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from beatwise import data
from beatwise.errors import BadInput, MissingData, Refused
from beatwise.evaluation.estimators.meta_analysis import MetaAnalysis, meta_analysis
from beatwise.evaluation.result import evidence_json
from beatwise.evaluation.result.evidence_library import STATUSES, Library
from beatwise.fields import document, read_document
from beatwise.publication.evaluation.evidence_document import Own, evidence_document, together
from beatwise.publication.evaluation.result.result_pages import document_files
from beatwise.store.whole_file import write_whole


SHIPPED = "shipped"  # the claims of the paper that the library was made for
LIBRARY_DATE = "2026-11-22"  # when its entries were last gone through


@dataclass(frozen=True, slots=True)
class EvidenceFiles:
    """The evidence as written: the library, what its studies say together, and all as JSON."""

    library: Library
    together: str
    document: dict[str, object]


def shipped_library() -> Library:
    """Return the library that comes with Beatwise, with the claims of the paper it was made for."""
    return evidence_json.from_json(_shipped("studies.toml"), _shipped("claims.toml"))


def _shipped(name: str) -> dict[str, object]:
    return dict(document(data.text("evidence", name), name, decimals=False).data)


def write_evidence(
    out: Path,
    *,
    result: Path | None = None,
    studies: Path | None = None,
    claims: str | None = None,
    on: dt.date,
) -> EvidenceFiles:
    """Write the evidence pages into ``out``.

    ``result`` is a saved result of one's own; ``studies`` a library in place of the one that comes
    with Beatwise. ``claims`` is a file of claims of a paper to check against the studies, or
    ``shipped``; without it no paper is judged. Raises ``MissingData`` or ``BadInput`` naming the
    file.
    """
    base = evidence_json.from_json(
        _shipped("studies.toml") if studies is None else _toml(studies), _claims(claims)
    )
    pooled = _pool(base)
    own = None if result is None else _own(result)
    document = evidence_document(base, pooled, own, on)
    values = _as_json(base, pooled, own)
    files = document_files("evidence", document)
    files["evidence.json"] = (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()
    for name, content in files.items():
        write_whole(out / name, content)
    return EvidenceFiles(
        base, together(base, pooled), {"out": str(out), "files": sorted(files), **values}
    )


def _pool(base: Library) -> MetaAnalysis | None:
    """Return the studies that can be pooled as one, or nothing where too few can."""
    usable = [s for s in base.studies if s.pooled]
    try:
        return meta_analysis([s.log_effect or 0 for s in usable], [s.error or 1 for s in usable])
    except Refused:
        return None


def _claims(source: str | None) -> dict[str, object]:
    if source is None:
        return {"claim": []}
    return _shipped("claims.toml") if source == SHIPPED else _toml(Path(source))


def _own(path: Path) -> Own | None:
    try:
        saved = json.loads(path.read_text("utf-8"))
        inside = saved["primary"]["inside"]
        if inside is None:  # of days, where a count is 0
            return None
        low, high = inside["interval"] or (None, None)
        if low is None or high is None:
            return None
        days = " (patrol days)" if saved.get("kind") == "crossover" else ""
        return Own(f"Our own programme{days}", inside["percent"], low, high, saved["sentence"])
    except FileNotFoundError as error:
        raise MissingData("there is no such file.", place=str(path)) from error
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise BadInput(f"this is not a saved result ({error}).", place=str(path)) from error


def _toml(path: Path) -> dict[str, object]:
    return dict(read_document(path, missing=MissingData).data)


def _as_json(base: Library, pooled: MetaAnalysis | None, own: Own | None) -> dict[str, object]:
    return {
        "paper": base.paper or None,
        "marks": {
            status.replace(" ", "_"): sum(c.status == status for c in base.claims)
            for status in STATUSES
        },
        "claims": [
            {**asdict(c), "by_chance": c.by_chance, "beside": c.beside or None} for c in base.claims
        ],
        "studies": [
            {
                **asdict(s),
                "pooled": s.pooled,
                "why_not_pooled": s.why_not or None,
                "pooling": s.why_not or "pooled",
                "error_from": s.error_from or None,
            }
            for s in base.studies
        ],
        "pooled": None if pooled is None else _pooled(pooled),
        "own": None if own is None else asdict(own),
        "together": together(base, pooled),
    }


def _pooled(pooled: MetaAnalysis) -> dict[str, object]:
    return {
        **asdict(pooled),
        "prediction": pooled.shown_prediction,
        "why_no_prediction": pooled.why_no_prediction or None,
    }
