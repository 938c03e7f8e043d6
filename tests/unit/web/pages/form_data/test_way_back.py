"""A form leads back to a page of the office, and nowhere else."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from beatwise.web.pages.form_data.way_back import way_back, with_way_back


@pytest.mark.parametrize(("address", "page"), [
    ("/measures/robbery/commentary/", "/meetings/1/"),
    ("/measures/robbery/commentary/?area=North", "/measures/exceptions/?area=North&x=1"),
])  # fmt: skip
def test_the_way_back_is_found_again(address: str, page: str) -> None:
    """As it was written, whatever else the address says."""
    assert way_back(RequestFactory().post(with_way_back(address, page))) == page


@pytest.mark.parametrize("page", [
    "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "meetings/1/",
    "javascript:alert(1)", "", "///elsewhere.example",
])  # fmt: skip
def test_no_link_leads_out_of_the_office(page: str) -> None:
    """An address that is not a path of the office is no way back."""
    assert way_back(RequestFactory().get("/form/", {"back": page})) is None
