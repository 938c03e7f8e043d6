"""Signatures as minisign makes and checks them, with Ed25519 (https://jedisct1.github.io/minisign/).

A signature is four lines: a comment that nobody vouches for, the signature of the BLAKE2b-512 of
the content, a comment that the second signature vouches for, and that second signature.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


_KEY, _PREHASHED = b"Ed", b"ED"
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "


def public_text(key: Ed25519PublicKey) -> str:
    """Return a public key as minisign's two lines."""
    raw = key.public_bytes_raw()
    number = _key_number(raw)
    words = base64.b64encode(_KEY + number + raw).decode()
    return f"{_UNTRUSTED}public key of a Beatwise office {number[::-1].hex().upper()}\n{words}\n"


def public_key(text: str) -> Ed25519PublicKey:
    """Return the public key of minisign's two lines, or of the second alone; ``ValueError``."""
    lines = [line for line in text.strip().splitlines() if not line.startswith(_UNTRUSTED)]
    raw = _decode(lines[0], 42) if lines else b""
    if raw[:2] != _KEY:
        raise ValueError("this is not a public key of minisign")
    return Ed25519PublicKey.from_public_bytes(raw[10:])


def sign(key: Ed25519PrivateKey, content: bytes, comment: str) -> str:
    """Return the signature of content; ``comment`` is one line that it vouches for too."""
    number = _key_number(key.public_key().public_bytes_raw())
    signature = key.sign(_prehash(content))
    whole = key.sign(signature + comment.encode())
    words = [base64.b64encode(w).decode() for w in (_PREHASHED + number + signature, whole)]
    return (
        f"{_UNTRUSTED}signature of a Beatwise office\n{words[0]}\n{_TRUSTED}{comment}\n{words[1]}\n"
    )


def verifies(key: Ed25519PublicKey, content: bytes, signature: str) -> bool:
    """Whether this is the signature of content by this key."""
    lines = signature.splitlines()
    if len(lines) != 4 or not lines[2].startswith(_TRUSTED):
        return False
    try:
        first, whole = _decode(lines[1], 74), _decode(lines[3], 64)
        if first[:2] != _PREHASHED:
            return False
        key.verify(first[10:], _prehash(content))
        key.verify(whole, first[10:] + lines[2].removeprefix(_TRUSTED).encode())
    except (ValueError, InvalidSignature):
        return False
    return True


def _prehash(content: bytes) -> bytes:
    return hashlib.blake2b(content).digest()


def _key_number(raw: bytes) -> bytes:
    """Return the eight bytes by which a key is told from others: of its hash, always the same."""
    return hashlib.sha256(raw).digest()[:8]


def _decode(words: str, length: int) -> bytes:
    try:
        raw = base64.b64decode(words, validate=True)
    except binascii.Error as error:
        raise ValueError("this is not base64") from error
    if len(raw) != length:
        raise ValueError(f"{length} bytes are expected, and there are {len(raw)}")
    return raw
