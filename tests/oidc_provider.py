"""An organisation's sign-in for tests: an OpenID Connect server that speaks HTTP on this computer.

It does what a server does (description, keys, codes with PKCE, signed ID tokens, the user's
description) and, told to, lies in one point.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


CLIENT, SECRET = "beatwise", "a secret of the client"


@dataclass
class Organisation:
    """What the server says; a test changes one field to see it refused."""

    base: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    description: dict[str, Any] = field(default_factory=dict)
    email: str = "clerk@office.example"
    signs_with: str = "own key"  # or "another key", "nothing", "the client's secret"
    leaves_out: tuple[str, ...] = ()
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    other: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def authorize(self, query: dict[str, str]) -> str:
        """Take the person as signed in and return where they are led back to."""
        assert query["response_type"] == "code"
        assert "openid" in query["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        back = {"code": code, "state": query["state"]}
        return f"{query['redirect_uri']}?{urlencode(back)}"

    def tokens(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Give the tokens of a code, once, to the client that proves itself by secret and PKCE."""
        query = self.codes.pop(form.get("code", ""), None)
        if query is None or (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return None
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (query["code_challenge"], query["code_challenge_method"]) != (challenge, "S256"):
            return None
        answer = {"access_token": "access", "token_type": "Bearer", "id_token": self._token(query)}
        return {k: v for k, v in answer.items() if k not in self.leaves_out}

    def _token(self, query: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.base, "sub": "person-7", "aud": CLIENT, "iat": now, "exp": now + 60,
            "nonce": query.get("nonce", ""), "email": self.email, "email_verified": True,
            "jti": secrets.token_hex(8), **self.claims,
        }  # fmt: skip
        named = {"kid": "one"}
        if self.signs_with == "nothing":
            return jwt.encode(claims, "", algorithm="none", headers=named)
        if self.signs_with == "the client's secret":
            return jwt.encode(claims, SECRET * 2, algorithm="HS256", headers=named)
        if self.signs_with == "a key in the token's head":
            named["jwk"] = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.other.public_key()))
        if self.signs_with == "a key at an address in the token's head":
            named |= {"kid": "other", "jku": f"{self.base}/other-keys"}
        key = self.key if self.signs_with == "own key" else self.other
        return jwt.encode(claims, key, algorithm="RS256", headers=named)

    def document(self, path: str) -> dict[str, Any] | None:
        """Return one of the server's documents."""
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.base,
                "authorization_endpoint": f"{self.base}/authorize",
                "token_endpoint": f"{self.base}/token",
                "userinfo_endpoint": f"{self.base}/userinfo",
                "jwks_uri": f"{self.base}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                **self.description,
            }
        if path in ("/keys", "/other-keys"):
            key, kid = (self.key, "one") if path == "/keys" else (self.other, "other")
            jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
            return {"keys": [{**jwk, "kid": kid, "alg": "RS256", "use": "sig"}]}
        if path == "/userinfo":
            person = {"sub": "person-7", "email": self.email, "email_verified": True}
            return {**person, **self.userinfo}
        return None


@contextmanager
def organisation() -> Iterator[Organisation]:
    """Serve an organisation's sign-in until the end of the block."""
    state = Organisation()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                query = {k: v[0] for k, v in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", state.authorize(query))
                self.end_headers()
            else:
                self._answer(state.document(parts.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(state.tokens({k: v[0] for k, v in parse_qs(body).items()}))

        def _answer(self, document: dict[str, Any] | None) -> None:
            content = json.dumps(document or {"error": "invalid_grant"}).encode()
            self.send_response(200 if document else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
