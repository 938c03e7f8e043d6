"""Where open data are published."""

from __future__ import annotations

from beatwise.clock import Month
from beatwise.sources.geography.open_data_addresses import ons_boundaries, police_archive


def test_addresses_name_month_and_layer():
    """Addresses are those at which the files are published."""
    assert police_archive(Month.parse("2025-12")).endswith("/data/archive/2025-12.zip")
    assert "/PFA/FeatureServer/0/query?where=1%3D1" in ons_boundaries("PFA")
