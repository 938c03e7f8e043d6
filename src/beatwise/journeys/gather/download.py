"""A source given as an address: download it once into the workspace."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from beatwise.clock import Month
from beatwise.sources.addresses import police_archive
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
    if not source.lower().startswith(("http://", "https://")):
        return Path(source)
    from beatwise.sources.http import download

    name = PurePosixPath(unquote(urlsplit(source).path)).name.lstrip(".") or "download"
    folder = workspace.path / DOWNLOADS / hashlib.sha256(source.encode()).hexdigest()[:8]
    path = folder / "".join(c if c.isalnum() or c in "-_." else "-" for c in name)
    return path if path.exists() else download(source, path, progress=progress)
