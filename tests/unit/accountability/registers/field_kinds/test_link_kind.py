"""A link to a page stays within the office."""

from __future__ import annotations

import pytest

from beatwise.accountability.registers.field_values import record_value
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


@pytest.mark.parametrize("words", ["/", "/funds/2/", "/dashboards/places/?on=2026-01-21"])
def test_a_page_is_held_by_its_address(words):
    """As it was given."""
    assert record_value(Field("page", "Page", "page"), words) == words


@pytest.mark.parametrize("words", [
    "funds", "//evil.example/", "https://evil.example/funds/", "/a//b/", "/a b/", "/funds/2",
    "javascript:alert(1)", "/funds/\\evil/", "/?next=//evil.example/",
])  # fmt: skip
def test_what_leads_out_of_the_office_is_no_page(words):
    """Another site, a script, an address that a browser reads in another way."""
    with pytest.raises(BadInput, match="is no page of the office"):
        record_value(Field("page", "Page", "page"), words)
