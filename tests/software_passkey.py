"""A passkey made of software, for tests: it signs what it is told to, also what no browser would.

Its answers are those of the Web Authentication standard (level 2), with "none" as attestation.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode


PRESENT, VERIFIED, NEW_CREDENTIAL = 0x01, 0x04, 0x40


@dataclass
class SoftwarePasskey:
    """One key pair, with what it claims in its answers; a test changes one field to lie."""

    origin: str = "http://localhost"
    rp_id: str = "localhost"
    counter: int = 0
    is_verified: bool = True  # it asked its person for a PIN or a finger
    is_framed: bool = False  # the page was inside another site's
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def registration(self, challenge: str) -> str:
        """Return the answer to a page that adds a passkey, as JSON."""
        client = self._client("webauthn.create", challenge)
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + public
        proof = self._proof(NEW_CREDENTIAL) + attested
        attestation = {"fmt": "none", "attStmt": {}, "authData": proof}
        return self._answer(
            clientDataJSON=client, attestationObject=cbor.encode(attestation), transports=[]
        )

    def assertion(self, challenge: str, handle: bytes | None = None) -> str:
        """Return the answer to a page that asks for a passkey, as JSON; the counter goes up."""
        self.counter += 1 if self.counter else 0
        client, proof = self._client("webauthn.get", challenge), self._proof()
        signed = proof + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=client, authenticatorData=proof, signature=signature, userHandle=handle
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        words = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps({**words, "crossOrigin": self.is_framed}).encode()

    def _proof(self, more: int = 0) -> bytes:
        flags = PRESENT | (VERIFIED if self.is_verified else 0) | more
        rp = hashlib.sha256(self.rp_id.encode()).digest()
        return rp + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _answer(self, **response: Any) -> str:
        name = websafe_encode(self.credential)
        parts = {k: websafe_encode(v) if isinstance(v, bytes) else v for k, v in response.items()}
        rest = {"type": "public-key", "clientExtensionResults": {"credProps": {"rk": True}}}
        return json.dumps({"id": name, "rawId": name, "response": parts, **rest})
