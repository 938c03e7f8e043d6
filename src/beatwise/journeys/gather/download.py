"""A source given as an address: download it once into the workspace."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from beatwise.store.workspace import Workspace


DOWNLOADS = "downloads"


def local(workspace: Workspace, source: str, progress: Callable[[int, int, str], None]) -> Path:
    """Return a path for ``source``: itself, or for an http(s) address the downloaded file.

    Downloads go to the workspace's ``downloads`` folder and are kept, so that a download that was
    cut off goes on and a whole one is not fetched twice.
    """
    if not source.lower().startswith(("http://", "https://")):
        return Path(source)
    from beatwise.sources.http import download

    name = PurePosixPath(unquote(urlsplit(source).path)).name or "download"
    folder = workspace.path / DOWNLOADS / hashlib.sha256(source.encode()).hexdigest()[:8]
    path = folder / "".join(c if c.isalnum() or c in "-_." else "-" for c in name)
    return path if path.exists() else download(source, path, progress=progress)
