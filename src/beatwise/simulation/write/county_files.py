"""Every file of a county, as a name and its bytes: nothing touches the disk here."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from beatwise.simulation.county import County
from beatwise.simulation.write.geojson import map_files
from beatwise.simulation.write.patrol_files import patrol_files
from beatwise.simulation.write.police_uk import street_files
from beatwise.simulation.write.readme import readme_file
from beatwise.simulation.write.timed_extract import extract_files
from beatwise.simulation.write.truth import truth_file


SUMS = "SHA256SUMS"
_PARTS = (street_files, extract_files, map_files, patrol_files, truth_file, readme_file)


def files(county: County) -> Iterator[tuple[str, bytes]]:
    """Yield each file's name (with forward slashes) and bytes; fingerprints of all come last."""
    sums = []
    for part in _PARTS:
        for name, content in part(county):
            sums.append(f"{sha256(content).hexdigest()}  {name}")
            yield name, content
    yield SUMS, ("\n".join(sorted(sums, key=lambda line: line[66:])) + "\n").encode()
