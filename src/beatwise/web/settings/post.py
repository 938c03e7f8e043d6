"""Where letters go: to a mail server, to standard error, or into files of the office's folder."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from beatwise.errors import UsageError
from beatwise.web.settings.networks import is_this_computer


_DJANGO = "django.core.mail.backends"


def post(address: str, folder: Path) -> dict[str, object]:
    """Return Django's mail settings for ``BEATWISE_MAIL``.

    ``smtp://user:password@host:587`` (STARTTLS), ``smtps://…`` (TLS from the start), ``console``,
    or nothing: then each letter is a file in ``office/mail``.
    """
    if not address:
        return {
            "EMAIL_BACKEND": f"{_DJANGO}.filebased.EmailBackend",
            "EMAIL_FILE_PATH": folder / "mail",
        }
    if address == "console":
        return {"EMAIL_BACKEND": f"{_DJANGO}.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise UsageError(
            "this is not a mail server.",
            place="BEATWISE_MAIL",
            next_step="Give smtp://user:password@host:587, smtps://… or console, or unset it.",
        )
    return {
        "EMAIL_BACKEND": f"{_DJANGO}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not is_this_computer(parts.hostname),
        "EMAIL_TIMEOUT": 10,
    }


def office_address(address: str) -> str:
    """Return ``BEATWISE_ADDRESS`` without a slash at its end; empty when it is not given."""
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise UsageError(
            "this is not the address of an office.",
            place="BEATWISE_ADDRESS",
            next_step="Give it as https://office.example.org, or unset it.",
        )
    return address.rstrip("/")
