"""The histogram of a permutation test as a table."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.publication.formats.document import Column, Table


def placebo_table(edges: Sequence[float], number: Sequence[int]) -> Table:
    """Return the histogram of relabellings."""
    return Table(
        "placebos",
        "Relabellings by the change they show",
        (Column("Change"), Column("Relabellings", True)),
        tuple(
            (f"{low:+.1f} % to {high:+.1f} %", int(n))
            for low, high, n in zip(edges, edges[1:], number, strict=False)
        ),
    )
