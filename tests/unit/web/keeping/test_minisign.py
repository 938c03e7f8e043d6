"""Signatures in minisign's form."""

from __future__ import annotations

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from beatwise.web.keeping import minisign


KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def test_a_signature_is_as_minisign_describes_it() -> None:
    """Each part stands where the published format has it, checked here by hand."""
    lines = minisign.sign(KEY, b"content", "a comment").splitlines()
    public = base64.b64decode(minisign.public_text(KEY.public_key()).splitlines()[1])
    first, whole = base64.b64decode(lines[1]), base64.b64decode(lines[3])
    assert (lines[0][:19], lines[2]) == ("untrusted comment: ", "trusted comment: a comment")
    assert (first[:2], public[:2], first[2:10]) == (b"ED", b"Ed", public[2:10])
    assert public[10:] == KEY.public_key().public_bytes_raw()
    KEY.public_key().verify(first[10:], hashlib.blake2b(b"content", digest_size=64).digest())
    KEY.public_key().verify(whole, first[10:] + b"a comment")


def test_what_was_altered_does_not_verify() -> None:
    """Content, trusted comment, key and form are all vouched for."""
    public, words = KEY.public_key(), minisign.sign(KEY, b"content", "a comment")
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()
    assert minisign.verifies(public, b"content", words)
    assert not minisign.verifies(public, b"contents", words)
    assert not minisign.verifies(other, b"content", words)
    assert not minisign.verifies(public, b"content", words.replace("a comment", "another"))
    for damaged in ("", "words", words.splitlines()[1], words.replace("R", "S"), words[:-9]):
        assert not minisign.verifies(public, b"content", damaged)


def test_a_public_key_reads_back_with_and_without_its_comment() -> None:
    """Both lines, or the second alone, are the key; anything else is refused."""
    text = minisign.public_text(KEY.public_key())
    for words in (text, text.splitlines()[1]):
        raw = minisign.public_key(words).public_bytes_raw()
        assert raw == KEY.public_key().public_bytes_raw()
    for words in ("", "words", minisign.sign(KEY, b"content", "x")):
        with pytest.raises(ValueError, match=r"expected|base64|not a public key"):
            minisign.public_key(words)
