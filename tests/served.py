"""The office as people run it: ``beatwise serve`` and ``beatwise worker``, as processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
from tests.patience import patience, until


SRC = Path(__file__).parents[1] / "src"
START = (
    "from pathlib import Path; import os; from beatwise.web.start import start;"
    "start(Path(os.environ['BEATWISE_WORKSPACE']))\n"
)
# A person who is signed in, with fresh proof, and no browser at hand.
SIGN_IN = """
def signed_in(account):
    import time
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    store = SessionStore()
    store[SESSION_KEY], store["second_factor"] = str(account.pk), True
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store["account_authentication_methods_user"] = str(account.pk)
    store["account_authentication_methods"] = [
        {"method": "password", "at": time.time() + 36000, "reauthenticated": True}]
    store.save()
    return store.session_key
"""


def environment(folder: Path, address: str | None = None) -> dict[str, str]:
    """Return the environment of an office in a folder, on PostgreSQL when an address is given."""
    held = {k: v for k, v in os.environ.items() if not k.startswith(("BEATWISE_", "DJANGO_"))}
    held |= {"PYTHONPATH": str(SRC), "BEATWISE_WORKSPACE": str(folder)}
    return held | ({"BEATWISE_DATABASE_URL": address} if address else {})


def office(words: list[str], given: dict[str, str]) -> tuple[int, Any, str]:
    """Run ``beatwise office …``; return its exit code, its JSON and what it said."""
    ran = office_process([*words, "--json"], given)
    document = json.loads(ran.stdout) if ran.stdout.startswith(("{", "[")) else None
    return ran.returncode, document, ran.stderr


def office_process(words: list[str], given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run ``beatwise office …`` as a person does, and return the process that ended."""
    return subprocess.run(
        [sys.executable, "-m", "beatwise", "office", *words],
        env=given, capture_output=True, text=True, check=False,
        timeout=patience(60),
    )  # fmt: skip


def python(code: str, given: dict[str, str], *, timeout: float = 60) -> str:
    """Run code inside an office, as a process of its own; return what it printed.

    ``timeout`` is in seconds of a quiet machine.
    """
    ran = subprocess.run(
        [sys.executable, "-c", START + code],
        env=given, text=True, capture_output=True, check=False,
        timeout=patience(timeout),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    return ran.stdout


class Served:
    """``beatwise serve``, and a worker beside it when asked for, each its own process group."""

    def __init__(
        self,
        given: dict[str, str],
        *,
        worker: bool = False,
        processes: int = 1,
        words: tuple[str, ...] = (),
    ):
        self.environment, self.worker, self.processes = given, worker, processes
        self.words = words
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.said = Path(given["BEATWISE_WORKSPACE"]) / "said.txt"
        self.running: list[Any] = []

    def start(self) -> float:
        """Start, and return the seconds until the first page."""
        begun = time.monotonic()
        count = str(self.processes)
        self._run("serve", "--port", str(self.port), "--processes", count, *self.words)
        if self.worker:
            self._run("worker")
        until(self._answers, 30)
        return time.monotonic() - begun

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.base}/sign-in/", timeout=patience(5)).status_code == 200
        except httpx.TransportError:
            return False

    def _run(self, *words: str) -> None:
        with self.said.open("a") as said:
            made = subprocess.Popen(
                [sys.executable, "-m", "beatwise", *words],
                env=self.environment, start_new_session=True, stderr=said,
            )  # fmt: skip
        self.running.append(made)

    def kill(self) -> None:
        """Kill everything at once, as a power cut would."""
        alone = []
        for process in self.running:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                alone.append(process.pid)
        for process in self.running:
            process.wait()
        self.running = []
        assert not alone, f"ended by itself: {self.said.read_text()[-3000:]}"

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(timeout=patience(20))
        self.running = []


# A process that has the program loaded and parts into fresh ones: what takes seconds is done once.
PART = """
import os, signal, sys
from django.db import connections
import beatwise.web.wsgi, beatwise.web.urls, beatwise.web.server
import beatwise.web.exports.jobs.work_queue
from beatwise.cli.main import main
connections.close_all()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.argv = ["beatwise", *line.split()]
        try:
            main()
        finally:
            os._exit(0)
    try:
        os.setpgid(pid, pid)  # whichever of the two comes first
    except OSError:
        pass
    print(pid, flush=True)
"""


class Parted:
    """A process that ``PART`` made, as ``subprocess`` would show it."""

    def __init__(self, pid: int):
        self.pid = pid

    def wait(self, timeout: float = 20) -> None:
        """Wait until it is gone."""
        until(self._is_gone, timeout, pause=0.01)

    def _is_gone(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        return False


class Often(Served):
    """The same, for who starts it many times over."""

    def __init__(self, given: dict[str, str], *, worker: bool = False):
        super().__init__(given, worker=worker)
        with self.said.open("a") as said:
            self.loaded = subprocess.Popen(
                [sys.executable, "-c", START + PART], env=given, text=True, stderr=said,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip

    def _run(self, *words: str) -> None:
        assert self.loaded.stdin
        assert self.loaded.stdout
        self.loaded.stdin.write(" ".join(words) + "\n")
        self.loaded.stdin.flush()
        self.running.append(Parted(int(self.loaded.stdout.readline())))

    def close(self) -> None:
        """End the process that parts."""
        assert self.loaded.stdin
        assert self.loaded.stdout
        self.loaded.stdin.close()
        self.loaded.wait(timeout=patience(20))
        self.loaded.stdout.close()


class Person:
    """A signed-in person's browser, without the browser."""

    _MARK = "a" * 32

    def __init__(self, base: str, key: str, timeout: float = 20):
        cookies = {"beatwise": key, "beatwise-csrf": self._MARK}
        self.client = httpx.Client(base_url=base, cookies=cookies, timeout=patience(timeout))

    def get(self, path: str) -> httpx.Response:
        """Open a page."""
        return self.client.get(path)

    def post(self, path: str, data: dict[str, Any], **more: Any) -> httpx.Response:
        """Send a form."""
        return self.client.post(path, data={**data, "csrfmiddlewaretoken": self._MARK}, **more)

    def __enter__(self) -> Person:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
