"""The one interface that journeys hand work to: a function, and the parts to call it with.

Each part is a value that can be pickled and gives the same result wherever and however often it is
worked: random work is seeded by what the part says. Workers return values and write nothing, so a
part that is worked twice, or half, leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from beatwise.errors import Conflict


Part = TypeVar("Part")
Answer = TypeVar("Answer")
MOST_LOSSES = 3  # of workers while the same part is worked: then it is the part that ends them


class Spread(Protocol):
    """Works parts and yields what each gives, in the order of the parts."""

    def run(self, function: Callable[[Part], Answer], parts: Sequence[Part]) -> Iterator[Answer]:
        """Call the function with each part; the first error ends the work and is raised."""
        ...


class Here:
    """Works one part after the other in this process."""

    def run(self, function: Callable[[Part], Answer], parts: Sequence[Part]) -> Iterator[Answer]:
        """Call the function with each part; see ``Spread``."""
        yield from map(function, parts)

    def __enter__(self) -> Here:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing was started."""


def worker_lost() -> Conflict:
    """Return the error for work whose workers end again and again."""
    return Conflict(
        "workers ended before they had an answer, again and again.",
        next_step="Give each more memory, or use fewer of them: the system ends a process that "
        "takes too much.",
    )
