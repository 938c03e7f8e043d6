"""What a calibrated inference keeps to, in so many simulated programmes."""

from __future__ import annotations


ENOUGH = 2000  # programmes; with fewer, chance has room of three standard errors


def room_of(number: int) -> float:
    """Return how far a share of so many programmes may lie outside by chance."""
    return 3 * (0.05 * 0.95 / number) ** 0.5 if number < ENOUGH else 0.0


def check_shares(null: float, cover: float, number: int) -> None:
    """Assert that 2.2 to 7 % of true nulls are rejected and about 95 % of intervals cover."""
    room = room_of(number)
    assert 0.022 - room <= null <= 0.07 + room
    assert 0.93 - room <= cover <= 0.97 + room
