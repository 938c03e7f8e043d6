"""The key by which the office signs its backups and anchors: in its folder, and in no backup.

``signing.key`` is the secret half (its owner's alone) and ``signing.pub`` the public one, in
minisign's form. Whoever restores on another machine gives the public half, which was put somewhere
safe beforehand.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from beatwise.errors import BadInput, MissingData
from beatwise.web.keeping import minisign
from beatwise.web.settings.place import create_private


SECRET, PUBLIC = "signing.key", "signing.pub"


def secret_key() -> Ed25519PrivateKey:
    """Return the office's key, drawn when it is first asked for; ``BadInput`` for a damaged one."""
    file = settings.FOLDER / SECRET
    if not file.exists():
        _draw(file)
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInput(
            "the office's signing key is damaged.",
            place=str(file),
            next_step="Put a copy of it back, or move it away: the office then makes a new one.",
        )
    _publish(key, settings.FOLDER / PUBLIC)
    return key


def own_public_key() -> Ed25519PublicKey | None:
    """Return the public half of the office's key; none where it has not made one yet."""
    return secret_key().public_key() if (settings.FOLDER / SECRET).exists() else None


def public_key_in(file: Path) -> Ed25519PublicKey:
    """Return the public key in a file; raise ``MissingData`` or ``BadInput``."""
    if not file.is_file():
        raise MissingData(
            "there is no public key here.",
            place=str(file),
            next_step=f"Give the file {PUBLIC} of the office that signed.",
        )
    try:
        return minisign.public_key(file.read_text("utf-8"))
    except ValueError as error:
        raise BadInput(
            "this is not a public key.",
            place=str(file),
            next_step=f"Give the file {PUBLIC} of the office that signed.",
        ) from error


def _draw(file: Path) -> None:
    """Write a new key whole or not at all; the first of several at once wins."""
    content = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
    with suppress(FileExistsError):
        os.link(fresh, file)
    fresh.unlink()


def _publish(key: Ed25519PrivateKey, file: Path) -> None:
    text = minisign.public_text(key.public_key())
    if not file.exists() or file.read_text("utf-8", "replace") != text:
        create_private(file)
        file.write_text(text, "utf-8")
