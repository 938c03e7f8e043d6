"""A county whose truth we know."""

from beatwise.simulate.county import County, TownHistory, county
from beatwise.simulate.spec import CountySpec


__all__ = ["County", "CountySpec", "TownHistory", "county"]
