"""The police.uk categories, and the names that people give them."""

from __future__ import annotations

from difflib import get_close_matches

from beatwise.errors import UsageError


ASB = "anti-social-behaviour"

# The police.uk categories, in the order its own pages use.
CATEGORIES: dict[str, str] = {
    ASB: "Anti-social behaviour",
    "bicycle-theft": "Bicycle theft",
    "burglary": "Burglary",
    "criminal-damage-and-arson": "Criminal damage and arson",
    "drugs": "Drugs",
    "other-crime": "Other crime",
    "other-theft": "Other theft",
    "possession-of-weapons": "Possession of weapons",
    "public-order": "Public order",
    "robbery": "Robbery",
    "shoplifting": "Shoplifting",
    "theft-from-the-person": "Theft from the person",
    "vehicle-crime": "Vehicle crime",
    "violence-and-sexual-offences": "Violence and sexual offences",
}
_ALIASES = {"asb": ASB, "antisocial-behaviour": ASB}


def slug(text: str) -> str:
    """Turn a published name into its slug: ``Public order`` → ``public-order``."""
    return "-".join(text.lower().replace("&", "and").split())


def crime_type(text: str) -> str:
    """Return the slug of a police.uk category given in any case, as a slug, or as ``asb``.

    Raises ``UsageError`` that names the nearest category and lists all.
    """
    candidate = slug(text)
    candidate = _ALIASES.get(candidate, candidate)
    if candidate not in CATEGORIES:
        known = ["asb", *CATEGORIES]
        close = get_close_matches(candidate, known, n=1)
        raise UsageError(
            f"'{text}' is not a police.uk category.",
            next_step=(f"Did you mean {close[0]}? " if close else "")
            + f"Use one of: {', '.join(known)}.",
        )
    return candidate
