"""An authority of time stamps for tests: openssl's own, with certificates made here, over HTTP."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path


SETTINGS = """\
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
[extensions]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[req]
distinguished_name = name
x509_extensions = root
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
"""


@dataclass
class TimeAuthority:
    """Where it listens, whose certificates to trust, and what it answers when a test says so."""

    address: str
    certificates: Path
    answer: bytes | None = None
    queries: list[bytes] = field(default_factory=list)


@contextmanager
def time_authority(folder: Path) -> Iterator[TimeAuthority]:
    """Make an authority in an empty folder, and serve it on this machine."""
    _make(folder)
    authority = TimeAuthority("", folder / "root.pem")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            authority.queries.append(query)
            answer = _reply(folder, query) if authority.answer is None else authority.answer
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        authority.address = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield authority
        finally:
            server.shutdown()
            thread.join()


def _make(folder: Path) -> None:
    settings = folder / "settings"
    settings.write_text(SETTINGS.format(folder=folder))
    (folder / "serial").write_text("01\n")
    key = ["-newkey", "rsa:2048", "-nodes", "-config", str(settings)]
    _openssl("req", "-x509", *key, "-keyout", f"{folder}/root.key", "-out", f"{folder}/root.pem",
             "-subj", "/CN=Root for tests", "-days", "30")  # fmt: skip
    _openssl("req", *key, "-keyout", f"{folder}/signer.key", "-out", f"{folder}/signer.csr",
             "-subj", "/CN=Authority for tests")  # fmt: skip
    _openssl("x509", "-req", "-in", f"{folder}/signer.csr", "-CA", f"{folder}/root.pem",
             "-CAkey", f"{folder}/root.key", "-CAcreateserial", "-days", "30",
             "-extfile", str(settings), "-extensions", "extensions",
             "-out", f"{folder}/signer.pem")  # fmt: skip


def _reply(folder: Path, query: bytes) -> bytes:
    (folder / "query").write_bytes(query)
    _openssl("ts", "-reply", "-config", f"{folder}/settings", "-section", "own",
             "-queryfile", f"{folder}/query", "-out", f"{folder}/reply")  # fmt: skip
    return (folder / "reply").read_bytes()


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
