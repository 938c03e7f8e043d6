"""Recorded incidents known to the month: the shape of police.uk street-level data.

Anti-social behaviour is *incidents*, everything else is *crime*; the two are never added.
"""

from __future__ import annotations

from difflib import get_close_matches

from beatwise.errors import UsageError
from beatwise.records.table import Column, Table


OFFENCES = Table(
    name="offences",
    row="one recorded crime or one anti-social behaviour incident",
    columns=(
        Column("crime_id", "text", "police.uk's identifier; anti-social behaviour has none", True),
        Column("month", "month", "the month it was recorded in"),
        Column("force", "category", "the force that published it, as a slug: leicestershire"),
        Column("type", "category", "the police.uk category as a slug: shoplifting"),
        Column("easting", "metres", "snap point; empty where the row has no location", True),
        Column("northing", "metres", "snap point; empty where the row has no location", True),
        Column("location", "category", "the snap point's label: On or near High Street", True),
        Column("lsoa", "category", "LSOA code as published (2011 or 2021 vintage)", True),
        Column("outcome", "category", "last outcome as of the download", True),
    ),
)

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
