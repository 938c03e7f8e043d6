"""The bill of materials names what is installed, and nothing else."""

from __future__ import annotations

import json
import re

import pytest

from checks import sbom


LOCK = (
    "one==1.2 \\\n    --hash=sha256:" + "a" * 64 + " \\\n    --hash=sha256:" + "b" * 64 + "\n"
    "two-Part==3.0 ; sys_platform == 'win32' \\\n    --hash=sha256:" + "c" * 64 + "\n"
)


def test_each_package_of_the_lock_is_a_component_with_all_its_hashes():
    """Name, version, package URL, and every file that may be installed."""
    one, two = sbom.document(LOCK)["components"]
    assert (one["name"], one["version"], one["purl"]) == ("one", "1.2", "pkg:pypi/one@1.2")
    hashes = [h["content"] for r in one["externalReferences"] for h in r["hashes"]]
    assert hashes == ["a" * 64, "b" * 64]
    assert (one["scope"], two["scope"]) == ("required", "optional")
    assert two["purl"] == "pkg:pypi/two-part@3.0"
    assert two["properties"][0]["value"] == "sys_platform == 'win32'"


def test_the_real_lock_is_taken_whole_and_gives_the_same_bytes_again():
    """As many components as pinned names, each with a hash; no time and no chance in it."""
    lock = sbom.LOCK.read_text("utf-8")
    document = sbom.document(lock)
    names = re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.M)
    assert [c["name"] for c in document["components"]] == names
    assert all(c["externalReferences"] for c in document["components"])
    refs = [d["ref"] for d in document["dependencies"]]
    assert sorted(refs[1:]) == sorted(document["dependencies"][0]["dependsOn"])
    assert len(set(refs)) == len(refs)
    assert json.dumps(document) == json.dumps(sbom.document(lock))
    licences = [c for c in document["components"] if c.get("licenses")]
    assert len(licences) > 0.8 * len(names)


def test_a_line_that_is_no_pin_stops_the_bill():
    """Nothing is left out in silence."""
    with pytest.raises(ValueError, match="no line of a lock"):
        sbom.document("something>=1\n")
