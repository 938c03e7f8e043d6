"""Forces as slugs, the way data.police.uk names its files."""

from __future__ import annotations

import re

from beatwise.records.crime_types import slug


_NAMES = """
avon-and-somerset bedfordshire btp cambridgeshire cheshire city-of-london cleveland cumbria
derbyshire devon-and-cornwall dorset durham dyfed-powys essex gloucestershire
greater-manchester gwent hampshire hertfordshire humberside kent lancashire leicestershire
lincolnshire merseyside metropolitan norfolk north-wales north-yorkshire northamptonshire
northern-ireland northumbria nottinghamshire south-wales south-yorkshire staffordshire suffolk
surrey sussex thames-valley warwickshire west-mercia west-midlands west-yorkshire wiltshire
"""
FORCES = frozenset(_NAMES.split())  # those of data.police.uk
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
