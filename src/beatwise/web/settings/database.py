"""Which database: SQLite in the workspace, or PostgreSQL when an address is given."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from beatwise.errors import UsageError
from beatwise.web.settings.networks import is_this_computer
from beatwise.web.settings.place import DATABASE


# A reader never waits for the writer, a writer takes its turn at the start of its transaction, and
# what was acknowledged is on the disk.
BUSY_MS = 20_000
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": BUSY_MS // 1000,
    "init_command": (
        f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout={BUSY_MS}; "
        "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
    ),
}


def database(address: str | None, folder: Path) -> dict[str, object]:
    """Return Django's description of the database at ``address``, or of the embedded one."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / DATABASE),
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    try:
        parts = urlsplit(address)
        port = str(parts.port or "")
    except ValueError as error:
        raise UsageError(
            f"the address of the database cannot be read ({error}).",
            place="BEATWISE_DATABASE_URL",
            next_step="Give postgresql://name:password@host:port/database, or unset it.",
        ) from error
    if parts.scheme not in ("postgres", "postgresql"):
        raise UsageError(
            f"'{parts.scheme}' is not a database the office runs on.",
            place="BEATWISE_DATABASE_URL",
            next_step="Give postgresql://name:password@host:port/database, or unset it.",
        )
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", parts.hostname or "")
    if not is_this_computer(host):
        query.setdefault("sslmode", "require")  # never falls back to a line that others read
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
