"""A web server on this machine that does what servers do on a bad day."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


Answer = Callable[[BaseHTTPRequestHandler, bytes, int], None]


def whole(handler: BaseHTTPRequestHandler, body: bytes, start: int) -> None:
    """Answer rightly, from the byte asked for."""
    handler.send_response(206 if start else 200)
    if start:
        handler.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
    send(handler, body[start:])


def ignores_range(handler: BaseHTTPRequestHandler, body: bytes, start: int) -> None:
    """Send everything again although only the rest was asked for."""
    handler.send_response(200)
    send(handler, body)


def cuts_off(handler: BaseHTTPRequestHandler, body: bytes, start: int) -> None:
    """Promise the rest, send half of it and hang up."""
    handler.send_response(206 if start else 200)
    if start:
        handler.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
    rest = body[start:]
    send(handler, rest, sent=rest[: len(rest) // 2])


def refuses(code: int, retry_after: str | None = None) -> Answer:
    """Answer with an error code."""

    def answer(handler: BaseHTTPRequestHandler, body: bytes, start: int) -> None:
        handler.send_response(code)
        if retry_after is not None:
            handler.send_header("Retry-After", retry_after)
        send(handler, b"no")

    return answer


def send(handler: BaseHTTPRequestHandler, body: bytes, sent: bytes | None = None) -> None:
    """Finish an answer whose promised length is that of ``body``."""
    handler.send_header("Content-Length", str(len(body)))
    handler.send_header("ETag", '"one"')
    handler.end_headers()
    handler.wfile.write(body if sent is None else sent)
    if sent is not None:
        handler.wfile.flush()
        handler.close_connection = True


@contextmanager
def serving(body: bytes, *answers: Answer) -> Iterator[tuple[str, list[str]]]:
    """Serve ``body``, one answer a request (the last again and again); gives address and ranges."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            asked.append(wanted)
            start = int(wanted.removeprefix("bytes=").rstrip("-") or 0)
            answers[min(len(asked), len(answers)) - 1](self, body, start)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/2025-12.zip", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
