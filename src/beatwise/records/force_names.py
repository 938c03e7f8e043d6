"""The names of forces as a reader writes them."""

from __future__ import annotations


BRITISH_TRANSPORT_POLICE = "btp"
EVERYWHERE = frozenset({BRITISH_TRANSPORT_POLICE})  # forces that record everywhere: no ground
_PROPER = {BRITISH_TRANSPORT_POLICE: "British Transport Police", "dyfed-powys": "Dyfed-Powys"}


def force_words(slug: str) -> str:
    """Return a force's name, without *Police*, from its slug.

    Examples
    --------
    >>> force_words("avon-and-somerset"), force_words("btp"), force_words("dyfed-powys")
    ('Avon and Somerset', 'British Transport Police', 'Dyfed-Powys')
    """
    if slug in _PROPER:
        return _PROPER[slug]
    words = (word if word in ("and", "of") else word.capitalize() for word in slug.split("-"))
    return " ".join(words)
