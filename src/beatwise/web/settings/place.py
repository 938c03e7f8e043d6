"""The office's folder inside the workspace, and the secret kept in it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


OFFICE_FOLDER = "office"


def office_folder() -> Path:
    """Return the folder of the office's own files, made when it is missing."""
    folder = Path(os.environ.get("BEATWISE_WORKSPACE", ".")).resolve() / OFFICE_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return ``BEATWISE_SECRET_KEY``, or the secret this office drew when it was first started."""
    given = os.environ.get("BEATWISE_SECRET_KEY")
    if given:
        return given
    kept = folder / "secret.key"
    if not kept.exists():
        _draw(kept)
    return kept.read_text(encoding="ascii").strip()


def _draw(kept: Path) -> None:
    """Write a new secret whole or not at all, readable by its owner only."""
    fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(64))
    try:
        os.link(fresh, kept)  # the first of several starting at once wins
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
