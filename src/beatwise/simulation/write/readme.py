"""The note in the folder, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from beatwise.records.crime_types import CATEGORIES
from beatwise.simulation.county import County
from beatwise.simulation.town.names import COUNTY
from beatwise.simulation.true_hot_spots import BUFFER_M


_TEXT = """\
{county}: an invented county
{rule}

{words}

What is in the folder
  police-uk/YYYY-MM/...-street.csv  recorded incidents as police.uk publishes them: by month, moved
                                    to shared map points, anti-social behaviour without identifier
  incidents.csv                     the same incidents as a force's own extract: from and to in
                                    London clock time, exact places; about 1 in 100 without a time
                                    and 1 in 100 without a place
  incidents-mapping.toml            which column of incidents.csv is which
  areas/towns.geojson               the towns' edges (fields id and name)
  areas/town-centres.geojson        their centres (id, name)
  areas/lsoa.geojson                small areas of about 1,600 residents (LSOA21CD, LSOA21NM)
  areas/hot-spots.geojson           the true hot spots (id, name, role: patrolled or comparison)
  streets.geojson                   named streets
  events.csv                        patrols and other dated programmes; only patrols change anything
  patrols/visits.csv                patrol visits as walked, times in UTC; grade A tracked by GPS,
                                    C known only from the supervisor's return
  patrols/pings.csv                 GPS pings of the last patrolled months, times in UTC; people are
                                    invented codes
  truth.json                        every setting, expected counts and what the patrols did
  SHA256SUMS                        fingerprints of all these files

Bring it in
  beatwise init WORKSPACE --name {county}
  beatwise gather police-uk police-uk --workspace WORKSPACE
  beatwise gather areas areas/towns.geojson --label name --id id --layer towns --workspace WORKSPACE
  beatwise gather areas areas/lsoa.geojson --label LSOA21NM --id LSOA21CD --layer lsoa \\
      --workspace WORKSPACE
  beatwise gather streets streets.geojson --workspace WORKSPACE
  beatwise gather events events.csv --workspace WORKSPACE
  beatwise gather incidents incidents.csv --mapping incidents-mapping.toml --workspace WORKSPACE
"""


def readme_file(county: County) -> Iterator[tuple[str, bytes]]:
    """Yield ``README.txt``."""
    title = f"{COUNTY}: an invented county"
    words = "\n\n".join(fill(text, 96) for text in _words(county))
    yield "README.txt", _TEXT.format(county=COUNTY, rule="=" * len(title), words=words).encode()


def _words(county: County) -> Iterator[str]:
    spec, months = county.spec, list(county.spec.span)
    after = months[spec.before :]
    yield (
        "Nothing here is real. No town, street, person or incident exists. The county was made by "
        f"beatwise simulate with seed {county.seed}, so that the truth behind the figures is known "
        f"and methods can be tried against it. It has {_counted(spec.towns, 'town')}, "
        f"{_counted(spec.months, 'month')} of incidents ({spec.span.words}) and foot patrols in "
        f"{f'{len(after)} of them, from {after[0].name}' if after else 'none of them'}."
    )
    types = " and ".join(CATEGORIES[t].lower() for t in spec.patrolled_types) or "no type"
    yield (
        f"Patrols prevent {spec.effect:g} in 100 incidents of {types} at the patrolled hot spots; "
        f"{spec.displacement:g} in 100 of those prevented happen instead in the "
        f"{BUFFER_M:.0f} m around the hot spot."
    )


def _counted(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
