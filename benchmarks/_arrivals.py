"""Requests at a constant rate of arrival, whether those before them were answered or not.

Each is timed from the moment at which it was due, so that a server that holds requests up is not
spared the ones that would have come meanwhile. Connections are kept and used again; where none is
idle another is opened.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


LONGEST = 30.0  # seconds that an answer may take


@dataclass
class Answers:
    """What came back of one kind of request: milliseconds each, and what went wrong."""

    times: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def percentile(self, share: float) -> float:
        """Return the time, in milliseconds, within which a share of the answers came."""
        return sorted(self.times)[max(0, math.ceil(share * len(self.times)) - 1)]


@dataclass(frozen=True)
class Stream:
    """A kind of request: how many a second, and the address of each by its number."""

    rate: float
    path: Callable[[int], str]


def arrivals(port: int, streams: Mapping[str, Stream], seconds: float) -> dict[str, Answers]:
    """Send every stream at once for so long; return what came of each."""
    return asyncio.run(_all(port, streams, seconds))


async def _all(port: int, streams: Mapping[str, Stream], seconds: float) -> dict[str, Answers]:
    idle: list[_Connection] = []
    answers = {name: Answers() for name in streams}
    begins = time.perf_counter() + 0.2
    due = sorted(
        (begins + number / stream.rate, name, number)
        for name, stream in streams.items()
        for number in range(int(stream.rate * seconds))
    )
    tasks = []
    for moment, name, number in due:
        await asyncio.sleep(max(0.0, moment - time.perf_counter()))
        path = streams[name].path(number)
        tasks.append(asyncio.create_task(_one(port, path, moment, idle, answers[name])))
    await asyncio.gather(*tasks)
    for connection in idle:
        connection.writer.close()
    return answers


@dataclass
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


async def _one(port: int, path: str, due: float, idle: list[_Connection], answers: Answers) -> None:
    try:
        async with asyncio.timeout(LONGEST):
            connection = idle.pop() if idle else await _opened(port)
            status = await _status(connection, path)
    except (OSError, EOFError, TimeoutError) as error:
        answers.errors[type(error).__name__] += 1
        return
    idle.append(connection)
    answers.times.append((time.perf_counter() - due) * 1000)
    if status != 200:
        answers.errors[str(status)] += 1


async def _opened(port: int) -> _Connection:
    return _Connection(*await asyncio.open_connection("127.0.0.1", port))


async def _status(connection: _Connection, path: str) -> int:
    """Ask for a page, read the whole answer, and return its status."""
    connection.writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = (await connection.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = head.lower().split("\r\n")
    length = next(line for line in lines if line.startswith("content-length:"))
    await connection.reader.readexactly(int(length.partition(":")[2]))
    return int(lines[0].split()[1])
