"""Fetch a boundary layer of the ONS Open Geography Portal as one GeoJSON file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from beatwise.errors import BadInput
from beatwise.sources.addresses import ons_boundaries
from beatwise.sources.http import Patience, Progress, download


PAGE = 1000
MOST_PAGES = 100


def fetch_boundaries(
    service: str,
    path: Path,
    *,
    where: str = "1=1",
    progress: Progress = lambda done, total, words: None,
    patience: Patience | None = None,
    address: Callable[..., str] = ons_boundaries,
) -> Path:
    """Download a layer page by page and write it to ``path`` as GeoJSON in WGS84.

    ``service`` is the layer's name, such as ``Police_Force_Areas_December_2023_EW_BUC``. Pages that
    came stay beside ``path`` until all are there, so a fetch that was cut off goes on. Raises
    ``MissingData`` when the portal cannot be reached and ``BadInput`` when a page is no GeoJSON.
    """
    features: list[dict] = []
    pages: list[Path] = []
    for number in range(MOST_PAGES):
        page = path.with_name(f"{path.name}.page{number}")
        if not page.exists():
            url = address(service, where=where, offset=number * PAGE, count=PAGE)
            download(url, page, progress=progress, patience=patience)
        pages.append(page)
        document = _page(page, service)
        features += document["features"]
        if not _more(document):
            break
    part = path.with_name(path.name + ".part")
    collection = {"type": "FeatureCollection", "features": features}
    part.write_text(json.dumps(collection), encoding="utf-8")
    part.replace(path)
    for page in pages:
        page.unlink()
    return path


def _page(page: Path, service: str) -> dict:
    try:
        document = json.loads(page.read_bytes())
        document["features"][:0]
    except (ValueError, KeyError, TypeError) as error:
        page.unlink()
        raise BadInput(
            f"the portal did not send GeoJSON for the layer '{service}'.",
            place=page.name,
            next_step="Check the layer's name at geoportal.statistics.gov.uk.",
        ) from error
    return document


def _more(document: dict) -> bool:
    properties = document.get("properties") or {}
    flag = document.get("exceededTransferLimit", properties.get("exceededTransferLimit", False))
    return bool(flag) and bool(document["features"])
