"""A real nginx for tests, with the block that the documentation prints."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.patience import patience, until


PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "run-the-office.md"
NAME = "office.example.org"


def program() -> str:
    """Return where nginx is; ``RuntimeError`` says how to get it."""
    place = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if place is None:
        raise RuntimeError("nginx is missing: run checks/nginx.sh")
    return place


@contextmanager
def proxy(folder: Path, office_port: int) -> Iterator[int]:
    """Run nginx in front of an office, with TLS; yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _certificate(folder)
    block = re.search(r"```nginx\n(.*?)```", PAGE.read_text("utf-8"), re.S)[1]
    block = block.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;")
    block = block.replace("127.0.0.1:8000", f"127.0.0.1:{office_port}")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    owner = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{owner} daemon off; worker_processes 1; pid {folder}/nginx.pid;\n"
        f"error_log {folder}/error.log; events {{ worker_connections 64; }}\n"
        f"http {{ access_log off; {temporary}\n"
        f"ssl_certificate {folder}/tls.crt; ssl_certificate_key {folder}/tls.key;\n{block} }}\n"
    )
    process = subprocess.Popen([program(), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        until(lambda: _listens(port), 20)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=patience(20))


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _certificate(folder: Path) -> None:
    """Write a certificate for this test alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "tls.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "tls.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
