"""A virus scanner for tests that speaks clamd's own protocol on a socket.

It reads a whole ``INSTREAM`` and knows one word as a virus; clamd itself has no signatures here.
"""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


VIRUS = b"a word that stands for a virus"


@dataclass
class Scanner:
    """What the scanner saw, and what it answers when a test says so."""

    place: str
    answer: bytes = b""
    files: list[bytes] = field(default_factory=list)


@contextmanager
def clamd(path: Path) -> Iterator[Scanner]:
    """Listen on a socket until the end of the block."""
    scanner = Scanner(str(path))

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            command = b""
            while not command.endswith(b"\0"):
                command += self.rfile.read(1)
            if command == b"zVERSION\0":
                self.wfile.write(b"ClamAV 1.4.3/27800/Thu Nov 26 10:00:00 2026\0")
                return
            assert command == b"zINSTREAM\0"
            content = b""
            while size := struct.unpack("!L", self.rfile.read(4))[0]:
                content += self.rfile.read(size)
            scanner.files.append(content)
            found = b"stream: Test-Signature FOUND\0" if VIRUS in content else b"stream: OK\0"
            self.wfile.write(scanner.answer or found)

    class Server(socketserver.ThreadingUnixStreamServer):
        daemon_threads = True

    server = Server(str(path), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield scanner
    finally:
        server.shutdown()
        server.server_close()
        path.unlink(missing_ok=True)
