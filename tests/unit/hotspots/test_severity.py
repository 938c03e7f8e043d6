"""Severity indexes: form, codes, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, MissingData, Refused
from beatwise.hotspots.severity import counts_and_harm, load, names, offence_code, parse


HEADER = """
format = 1
name = "Small index"
source = "A table"
year = 2020
licence = "OGL v3.0"
retrieved = "2026-01-01"
unit = "points"
codes = "home-office"
[weights]
"""
SMALL = HEADER + '"56A" = 800.0\n"46" = 12\n'


def test_codes_are_read_however_they_are_written():
    """Zeros in front, small letters, blanks and slashes are ways of writing one code."""
    assert [offence_code(text) for text in ("056a", " 56 A", "004/10", "46", "4.1")] == [
        "56A", "56A", "4.10", "46", "4.1",
    ]  # fmt: skip


def test_an_unknown_code_is_reported_and_never_weighs_nothing():
    """Unknown and missing codes are NaN, counted apart, and left out of the harm."""
    index = parse(SMALL, place="small.toml")
    codes = ["46", "046", "999", None, "56A"]
    assert np.isnan(index.weights(codes)).tolist() == [False, False, True, True, False]
    got = counts_and_harm(index, codes, [0, 0, 0, 1, -1], 2)
    assert got.counts.tolist() == [3, 1]
    assert got.harm.tolist() == [24.0, 0.0]
    assert got.unmatched.tolist() == [1, 1]
    assert got.unmatched_codes == {"": 1, "999": 1}
    assert got.share_matched == pytest.approx(0.5)


def test_no_offences_have_no_share_matched():
    """Of nothing, no share is matched."""
    got = counts_and_harm(parse(SMALL, place="x"), [], [], 2)
    assert got.harm.tolist() == [0.0, 0.0]
    assert np.isnan(got.share_matched)


@pytest.mark.parametrize("category", ["shoplifting", "Anti-social behaviour", "Public order"])
def test_police_uk_categories_are_refused(category):
    """A category mixes offences of different harm: the force's codes are needed."""
    with pytest.raises(Refused, match="Home Office offence codes"):
        parse(SMALL, place="small.toml").weights(["46", category])


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("not toml", "TOML"),
        (SMALL.replace('licence = "OGL v3.0"', 'licence = ""'), "licence"),
        (SMALL.replace("year = 2020", ""), "year"),
        (SMALL.replace("format = 1", "format = 2"), "format"),
        (HEADER, "weights"),
        (SMALL + '"99" = -1\n', "99"),
        (SMALL + '"99" = "many"\n', "99"),
        (SMALL + '"99" = nan\n', "99"),
        (SMALL + '"056A" = 1\n', "56A"),
    ],
)
def test_a_faulty_file_is_named_with_its_fault(text, complaint):
    """Source, year and licence are there, weights are numbers, one code has one weight."""
    with pytest.raises(BadInput, match=complaint) as caught:
        parse(text, place="mine.toml")
    assert caught.value.place.startswith("mine.toml")


def test_the_cambridge_index_has_a_form_and_no_values():
    """Only the user's own copy can give Cambridge values; the error says where it goes."""
    assert "cambridge" not in names()
    with pytest.raises(MissingData, match=r"severity/cambridge\.toml"):
        load("cambridge")
    with pytest.raises(MissingData, match="ons-css"):
        load("nonsense")
