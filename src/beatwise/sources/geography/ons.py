"""Fetch a boundary layer of the ONS Open Geography Portal, or any ArcGIS layer, as one GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from beatwise.errors import BadInput
from beatwise.sources.geography.open_data_addresses import ons_boundaries
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

    ``service`` is what ``address`` turns into a page's address: the layer's name, such as
    ``Police_Force_Areas_December_2023_EW_BUC``, unless another is given. Pages may be shorter than
    asked for: the next begins after what came. They stay beside ``path`` until all are there, so a
    fetch that was cut off goes on. Raises ``MissingData`` when the portal cannot be reached and
    ``BadInput`` when a page is no GeoJSON or there is no end of them.
    """
    features: list[dict] = []
    pages: list[Path] = []
    for number in range(MOST_PAGES):
        page = path.with_name(f"{path.name}.page{number}")
        if not page.exists():
            url = address(service, where=where, offset=len(features), count=PAGE)
            download(url, page, progress=progress, patience=patience)
        pages.append(page)
        document = _page(page, service)
        features += document["features"]
        if not _more(document):
            break
    else:
        raise BadInput(
            f"the layer has more than {MOST_PAGES} pages of features.",
            place=path.name,
            next_step="Ask for fewer with a where condition, or download the file by hand.",
        )
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
        raise BadInput(
            f"the portal did not send GeoJSON for the layer '{service}'{_portal_message(page)}.",
            place=page.name,
            next_step="Check the layer's name or address at geoportal.statistics.gov.uk.",
        ) from error
    return document


def _portal_message(page: Path) -> str:
    """Return what the portal said was wrong, and forget the page."""
    try:
        words = str(json.loads(page.read_bytes())["error"]["message"])
    except (ValueError, KeyError, TypeError):
        words = ""
    page.unlink()
    return f" but: {words[:200]}" if words else ""


def _more(document: dict) -> bool:
    properties = document.get("properties") or {}
    flag = document.get("exceededTransferLimit", properties.get("exceededTransferLimit", False))
    return bool(flag) and bool(document["features"])
