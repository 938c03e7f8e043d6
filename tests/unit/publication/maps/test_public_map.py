"""A place on a public map."""

from __future__ import annotations

from beatwise.publication.maps.public_map import public_map


def test_the_address_marks_the_place() -> None:
    """Charing Cross is at 51.507 north, 0.128 west, marked and in the middle."""
    address = public_map(530_000, 180_380)
    assert address.startswith("https://www.openstreetmap.org/?mlat=51.507")
    assert "&mlon=-0.128" in address
    assert "#map=17/51.507" in address
