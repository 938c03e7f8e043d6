"""Forces as slugs, the way data.police.uk names its files."""

from __future__ import annotations

import re

from beatwise.records.offences import slug


_EXCEPTIONS = {
    "british-transport-police": "btp",
    "police-service-of-northern-ireland": "northern-ireland",
    "metropolitan-police-service": "metropolitan",
    "metropolitan-police": "metropolitan",
    "london,-city-of": "city-of-london",
}
_WORDS = re.compile(r"-(police|constabulary)(-service)?$")


def force_slug(name: str) -> str:
    """Return the slug of a force given by name or slug: ``Leicestershire Police`` → leicestershire.

    ``Avon and Somerset Constabulary`` gives ``avon-and-somerset``.
    """
    plain = slug(name)
    return _EXCEPTIONS.get(plain) or _WORDS.sub("", plain)
