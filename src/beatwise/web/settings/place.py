"""The office's folder inside the workspace, and the secret kept in it."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path


OFFICE_FOLDER, DATABASE = "office", "office.sqlite3"
PUBLIC_FOLDER, PUBLISHED = "public", "published.sqlite3"  # the public site, beside the office
HANDOVER = "handover.json"  # there while a hand-over is being imported: what is complete so far
UPGRADE = "upgrade.txt"  # there while what follows migrations is being done: what is left of it
SERVER = "server.txt"  # there when the records are on a database server: which
# What the office makes in its folder; a person's own file there is not touched.
OWN_FILES = (
    *(f"{DATABASE}{end}" for end in ("", "-wal", "-shm", "-journal")),
    *("secret.key", "signing.key", "signing.pub", "demo", "demo-plan.json", "worker.lock"),
    HANDOVER,
    UPGRADE,
    SERVER,
)
OWN_FOLDERS = ("mail",)
# What to do about damage; the command is whole, so that no other workspace is written after it.
BRING_BACK = (
    "Keep this folder as it is, and bring back a backup from before the damage: "
    "beatwise office restore BACKUP --key signing.pub --workspace NEW_FOLDER"
)
_OTHERS = 0o077


def office_folder() -> Path:
    """Return the folder of the office's own files, its owner's alone, made when it is missing.

    Whatever the umask: the folder is 0700 and the files are 0600, those of earlier versions too.
    SQLite gives its log beside the database the database's own mode.
    """
    folder = Path(os.environ.get("BEATWISE_WORKSPACE", ".")).resolve() / OFFICE_FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    close_to_others(folder)
    return folder


def close_to_others(folder: Path) -> None:
    """Take away what others may do with the office's folder and files, so far as rights allow."""
    for path in (folder, *_own(folder)):
        mode = path.stat().st_mode
        if mode & _OTHERS:
            with suppress(PermissionError):  # of another account: ``office check`` says so
                path.chmod(stat.S_IMODE(mode) & ~_OTHERS)


def open_to_others(folder: Path) -> list[str]:
    """Return the names of the office's folder and files that others can read or write."""
    if os.name == "nt":  # rights are lists there, which belong to the folder above
        return []
    own = [path for path in (folder, *_own(folder)) if path.stat().st_mode & _OTHERS]
    return [path.name for path in own]


def create_private(file: Path) -> None:
    """Make an empty file that is its owner's alone from its first moment."""
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _own(folder: Path) -> list[Path]:
    paths = [folder / name for name in (*OWN_FILES, *OWN_FOLDERS)]
    letters = (folder / "mail").glob("*.log")
    return [path for path in (*paths, *letters) if path.exists() and not path.is_symlink()]


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
