"""A county whose truth we know."""

from beatwise.simulation.county import County, TownHistory, county
from beatwise.simulation.spec import CountySpec


__all__ = ["County", "CountySpec", "TownHistory", "county"]
