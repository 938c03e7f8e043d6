"""The weights in the package against the published table they were taken from."""

from __future__ import annotations

import csv

import pytest

from beatwise.hotspots.severity import load


def test_weights_of_a_few_known_offences():
    """Shoplifting, bicycle theft and homicide weigh what the published table says."""
    index = load("ons-css")
    assert index.weights(["46", "44", "1", "4.10"]).tolist() == [
        11.85553905, 15.17572799, 7973.393423, 7973.393423,
    ]  # fmt: skip
    assert len(index.by_code) == 131


@pytest.mark.real
def test_every_weight_is_the_published_one(real_data):
    """Each code of the published join has its weight, but for two joined by hand to another."""
    table = real_data / "harm_weights" / "ons_css_weights_policeuk_join.csv"
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    index, seen, absent = load("ons-css"), set(), set()
    for row in rows:
        code = row["ONS_COUNTS_code"]
        if code in index.by_code:
            assert index.by_code[code] == float(row["ONS_SEVERITY_weight"])
            seen.add(code)
        else:
            absent.add(code)
    assert seen == set(index.by_code)
    assert absent == {"28A", "30A", "1/4.1/4.10/4.2"}
