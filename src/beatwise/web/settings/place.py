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
    secret = os.environ.get("BEATWISE_SECRET_KEY")
    if secret:
        return secret
    file = folder / "secret.key"
    if not file.exists():
        _draw(file)
    return file.read_text(encoding="ascii").strip()


def _draw(file: Path) -> None:
    """Write a new secret whole or not at all, readable by its owner only."""
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(64))
    try:
        os.link(fresh, file)  # the first of several starting at once wins
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
