"""Write the software bill of materials of a release: CycloneDX 1.6, from the lock of what runs.

``python -m checks.sbom`` prints it. Each package of ``requirements/run.txt`` is a component with
its version, package URL, the hashes of the files that may be installed, and its licence as the
installed package states it. The same lock gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple


ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements" / "run.txt"
_LINE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Pin(NamedTuple):
    """A package of the lock: its name, version, when it is installed, and its files' SHA-256."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package URL."""
        name = re.sub(r"[-_.]+", "-", self.name).lower()
        return f"pkg:pypi/{name}@{self.version}"


def main() -> int:
    """Print the bill of materials."""
    print(json.dumps(document(LOCK.read_text("utf-8")), indent=1, ensure_ascii=False))
    return 0


def document(lock: str) -> dict[str, object]:
    """Return the bill of materials of a lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    name, version = project["name"], project["version"]
    own, packages = f"pkg:pypi/{name}@{version}", list(pins(lock))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, own + lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": name,
                "version": version,
                "purl": own,
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [_component(pin) for pin in packages],
        "dependencies": [
            {"ref": own, "dependsOn": [pin.purl for pin in packages]},
            *({"ref": pin.purl} for pin in packages),
        ],
    }


def pins(lock: str) -> Iterator[Pin]:
    """Yield the packages of a lock, each with its hashes; ``ValueError`` for a strange line."""
    name = version = marker = ""
    hashes: list[str] = []
    for line in lock.splitlines():
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if words.startswith("--hash="):
            hashes += _HASH.findall(words)
            continue
        if name:
            yield Pin(name, version, marker, tuple(hashes))
        match = _LINE.match(words)
        if match is None:
            raise ValueError(f"this is no line of a lock: {words}")
        (name, version, marker), hashes = (part or "" for part in match.groups()), []
    if name:
        yield Pin(name, version, marker, tuple(hashes))


def _component(pin: Pin) -> dict[str, object]:
    component: dict[str, object] = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.purl,
        "scope": "optional" if pin.marker else "required",
        # One reference a file that may be installed: which of them is, the machine decides.
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{pin.name}/{pin.version}/",
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
            for digest in pin.hashes
        ],
    }
    if licence := _licence(pin.name):
        component["licenses"] = [licence]
    if pin.marker:
        component["properties"] = [{"name": "beatwise:marker", "value": pin.marker}]
    return component


def _licence(name: str) -> dict[str, object] | None:
    """Return what the installed package states: an SPDX expression, or its own words."""
    try:
        facts = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if expression := facts.get("License-Expression"):
        return {"expression": expression}
    stated = [c for c in facts.get_all("Classifier", []) if c.startswith("License :: ")]
    words = stated[0].rpartition(" :: ")[2] if stated else facts.get("License", "").split("\n")[0]
    return {"license": {"name": words[:100]}} if words else None


if __name__ == "__main__":
    sys.exit(main())
