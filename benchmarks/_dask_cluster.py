"""A Dask cluster on this machine's loopback, whose processes may be ended one by one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path


LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")


class Dask:
    """A scheduler and workers, each a process that may be ended."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._file = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--port", "0", "--scheduler-file", str(self._file), *LOOPBACK
        )
        self.workers: list[subprocess.Popen] = []
        deadline = time.monotonic() + 30
        while not self._file.exists() or not self._file.read_text("utf-8"):
            assert time.monotonic() < deadline
            time.sleep(0.05)

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return json.loads(self._file.read_text("utf-8"))["address"]

    def add_worker(self) -> None:
        """Start a worker of one thread, without a nanny that would start it again."""
        words = ("worker", self.address, "--nthreads", "1", "--no-nanny", *LOOPBACK)
        self.workers.append(self._start(*words))

    def end(self) -> None:
        """End every process."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, *words: str) -> subprocess.Popen:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        with (self._folder / "dask.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                env=environment, stdout=log, stderr=log, cwd=self._folder,
            )  # fmt: skip
