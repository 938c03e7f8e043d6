"""A mail server on this computer that can refuse, stall and drop, and knows what arrived."""

from __future__ import annotations

import random
import socket
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message


class Mood:
    """What the server does at each moment, drawn by weight; ``fine`` where nothing is given.

    The moments: ``greeting``, ``rcpt``, ``data`` and ``text`` (once the whole text is there).
    """

    def __init__(self, seed: int = 0, **weights: dict[str, int]):
        self._random, self._lock = random.Random(seed), threading.Lock()
        self._weights = weights

    def draw(self, moment: str) -> str:
        """Return what to do."""
        weights = self._weights.get(moment) or {"fine": 1}
        with self._lock:
            return self._random.choices(list(weights), list(weights.values()))[0]


class SmtpServer(socketserver.ThreadingTCPServer):
    """The server; ``arrived`` counts letters by identifier, ``letters`` are their texts."""

    daemon_threads, allow_reuse_address, block_on_close = True, True, False

    def __init__(self, mood: Mood):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mood, self.ended = mood, threading.Event()
        self.arrived: Counter[str] = Counter()
        self.letters: list[Message] = []
        self.moments: Counter[str] = Counter()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away."""


class _Gone(Exception):
    """The conversation is over."""


class _Conversation(socketserver.StreamRequestHandler):
    server: SmtpServer

    def handle(self) -> None:
        try:
            self._moment("greeting", "220 mail.example ESMTP")
            while True:
                self._command(self.rfile.readline().decode().strip())
        except (_Gone, OSError):
            return

    def _command(self, line: str) -> None:
        word = line.partition(" ")[0].upper()
        if not word or word == "QUIT":
            raise _Gone
        if word == "RCPT":
            self._moment("rcpt", "250 fine")
        elif word == "DATA":
            if self._moment("data", "354 go on"):
                self._text()
        else:
            self._say("250 fine")

    def _text(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise _Gone
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = message_from_bytes(b"".join(lines))
        self._moment("text", "250 taken", letter)

    def _moment(self, name: str, fine: str, letter: Message | None = None) -> bool:
        """Do what the mood says; return whether the client may go on."""
        mood = self.server.mood.draw(name)
        self.server.moments[f"{name} {mood}"] += 1
        act, _, taken = mood.partition(" ")
        if letter is not None and (act == "fine" or taken == "taken"):
            self.server.arrived[letter["Message-ID"]] += 1
            self.server.letters.append(letter)
        if act == "fine":
            self._say(fine)
            return True
        if act == "drop":
            self.request.shutdown(socket.SHUT_RDWR)
            raise _Gone
        if act == "stall":
            self.server.ended.wait(60)
            raise _Gone
        self._say(f"{act} no")
        if act == "421":
            raise _Gone
        return False

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def smtp_server(mood: Mood | None = None) -> Iterator[SmtpServer]:
    """Run a server while the block runs."""
    server = SmtpServer(mood or Mood())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
