"""A source given as an address: download it once into the workspace."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from beatwise.clock import Month
from beatwise.errors import BadInput
from beatwise.sources.geography.open_data_addresses import (
    arcgis_page,
    arcgis_service,
    police_archive,
)
from beatwise.store.workspace import Workspace


_MONTH = re.compile(r"\d{4}-\d{2}")
DOWNLOADS = "downloads"


def local(workspace: Workspace, source: str, progress: Callable[[int, int, str], None]) -> Path:
    """Return a path for ``source``: itself, or the downloaded file.

    An http(s) address is downloaded; a month such as ``2025-12``, where there is no folder of that
    name, is the national archive that data.police.uk published for it.

    Downloads go to the workspace's ``downloads`` folder and are kept, so that a download that was
    cut off goes on and a whole one is not fetched twice.
    """
    if _MONTH.fullmatch(source) and not Path(source).exists():
        source = police_archive(Month.parse(source))
    if not is_address(source):
        return Path(source)
    from beatwise.sources.http import download

    path = _kept_at(workspace, source, PurePosixPath(unquote(urlsplit(source).path)).name)
    return path if path.exists() else _no_page(download(source, path, progress=progress), source)


def local_layer(
    workspace: Workspace, source: str, progress: Callable[[int, int, str], None]
) -> Path:
    """Return a path for a map layer: itself, the downloaded file, or an ArcGIS layer's features."""
    service = arcgis_service(source) if is_address(source) else None
    if service is None:
        return local(workspace, source, progress) if is_address(source) else Path(source)
    from beatwise.sources.geography.ons import fetch_boundaries

    path = _kept_at(workspace, source, f"{service}.geojson")
    if path.exists():
        return path
    return fetch_boundaries(source, path, progress=progress, address=arcgis_page)


def _no_page(path: Path, source: str) -> Path:
    """Return the path; a web page sent in the file's place is not kept."""
    with path.open("rb") as stream:
        start = stream.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"<"):
        return path
    path.unlink()
    raise BadInput(
        "the server sent a web page (a sign-in or error page, perhaps); it was not kept.",
        place=source,
        next_step="Open the address in a browser to see what it says, then run this again.",
    )


def is_address(source: str) -> bool:
    """Say whether this is an http(s) address."""
    return source.lower().startswith(("http://", "https://"))


def _kept_at(workspace: Workspace, source: str, name: str) -> Path:
    folder = workspace.path / DOWNLOADS / hashlib.sha256(source.encode()).hexdigest()[:8]
    plain = "".join(c if c.isalnum() or c in "-_." else "-" for c in name.lstrip("."))
    return folder / (plain or "download")
