"""Tables of kinds: what happens, how often, where, when, and under which Home Office code.

Monthly numbers a 10,000 residents are of the size seen in English market towns in 2025.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.records.crime_types import CATEGORIES


# Kinds of place, in the order of the columns of ``Kind.where``.
PLACES = ("home", "shop", "supermarket", "pub", "park", "school", "petrol", "parking", "station")

# police.uk's own labels for map points that are premises; homes and shops take their street's.
POINT_LABELS = {
    "supermarket": "Supermarket",
    "pub": "Nightclub",
    "park": "Park/Open Space",
    "school": "Further/Higher Educational Building",
    "petrol": "Petrol Station",
    "parking": "Parking Area",
    "station": "Bus/Coach Station",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One police.uk category as the simulation knows it.

    ``rate``: incidents a month a 10,000 residents. ``where``: shares of the kinds of place in
    ``PLACES``. ``peak``: local hour of the daily peak; ``sharp``: how far it stands out (0 flat).
    ``weekend``: Friday and Saturday against other days. ``summer``: sign of the yearly cycle.
    ``span``: share of incidents known only as a span of hours. ``codes``: Home Office codes.
    """

    slug: str
    rate: float
    where: tuple[float, ...]
    peak: float
    sharp: float
    weekend: float
    summer: float
    span: float
    codes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The category as police.uk writes it."""
        return CATEGORIES[self.slug]


#                                          home  shop  super pub   park  schl petr  park  stn
KINDS: tuple[Kind, ...] = (
    Kind("anti-social-behaviour", 9.2,     (.30, .24, .05, .06, .14, .03, .02, .08, .08),
         19.5, 1.6, 1.2, 1.0, .02, ()),
    Kind("bicycle-theft", 0.5,             (.35, .25, .05, .03, .05, .07, .00, .05, .15),
         15.0, 0.8, 1.0, 0.8, .70, ("44",)),
    Kind("burglary", 2.2,                  (.78, .14, .02, .03, .01, .02, .00, .00, .00),
         22.0, 0.6, 1.0, -0.8, .85, ("28E", "28F", "30C", "30D")),
    Kind("criminal-damage-and-arson", 6.0, (.62, .14, .02, .05, .06, .03, .01, .06, .01),
         21.5, 1.0, 1.3, 0.3, .55, ("58A", "58B", "58C", "58D")),
    Kind("drugs", 1.7,                     (.45, .20, .01, .08, .12, .02, .01, .06, .05),
         18.0, 0.9, 1.2, 0.2, .02, ("92E", "92D")),
    Kind("other-crime", 1.3,               (.75, .12, .02, .03, .02, .02, .01, .02, .01),
         14.0, 0.6, 1.0, 0.0, .40, ("33", "54")),
    Kind("other-theft", 4.6,               (.45, .24, .06, .07, .03, .02, .07, .04, .02),
         14.0, 0.8, 1.1, 0.2, .50, ("49", "49A")),
    Kind("possession-of-weapons", 0.6,     (.50, .22, .02, .08, .06, .04, .01, .04, .03),
         19.0, 0.8, 1.2, 0.0, .02, ("10D", "10C")),
    Kind("public-order", 5.2,              (.42, .28, .05, .12, .03, .02, .01, .02, .05),
         19.0, 1.1, 1.5, 0.6, .03, ("9A", "66")),
    Kind("robbery", 0.3,                   (.30, .30, .02, .06, .12, .01, .04, .07, .08),
         20.0, 1.0, 1.3, -0.2, .03, ("34B", "34A")),
    Kind("shoplifting", 8.5,               (.00, .42, .48, .00, .00, .00, .10, .00, .00),
         15.5, 1.9, 1.0, -0.3, .12, ("46",)),
    Kind("theft-from-the-person", 0.5,     (.10, .40, .10, .28, .02, .00, .00, .02, .08),
         16.0, 0.9, 1.6, 0.2, .20, ("39",)),
    Kind("vehicle-crime", 3.0,             (.78, .05, .02, .02, .01, .01, .01, .10, .00),
         1.0, 1.1, 1.0, -0.3, .85, ("45", "48", "126")),
    Kind("violence-and-sexual-offences", 24.0,
                                           (.68, .13, .02, .08, .03, .03, .01, .01, .01),
         19.0, 0.9, 1.4, 0.5, .06, ("8N", "105A", "8L", "8R")),
)  # fmt: skip

SLUGS: tuple[str, ...] = tuple(kind.slug for kind in KINDS)
RATES = np.array([kind.rate for kind in KINDS])
WHERE = np.array([kind.where for kind in KINDS])  # (types, kinds of place)
