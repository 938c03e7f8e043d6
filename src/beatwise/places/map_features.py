"""What lies between the streets: water, railways, parks, stations, well-known premises, names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import shapely

from beatwise import data
from beatwise.fields import Fields, document


KINDS = ("water", "river", "railway", "park", "station", "premises", "place")
ANY = "*"


@dataclass(frozen=True, slots=True)
class MapFeature:
    """One thing on a map that is no street.

    Parameters
    ----------
    id
        The source's own identifier.
    name
        Its name; empty where it has none.
    kind
        One of ``KINDS``.
    layer
        The layer it was gathered in.
    geometry
        Point, line or polygon in British National Grid metres (EPSG:27700).
    """

    id: str
    name: str
    kind: str
    layer: str
    geometry: shapely.Geometry


@dataclass(frozen=True, slots=True)
class FeatureRules:
    """Which tags and classes of OpenStreetMap are which kind (``data/map_features``)."""

    tags: dict[str, dict[str, str]]
    classes: dict[str, dict[str, str]]

    def of_tags(self, tags: dict[str, str]) -> str:
        """Return the kind that tags mean, empty for none."""
        for key, kinds in self.tags.items():
            if kind := kinds.get(tags.get(key, ""), ""):
                return kind
        return ""

    def of_class(self, layer: str, name: str) -> str:
        """Return the kind of a class in a layer such as ``waterways``, empty for none."""
        kinds = self.classes.get(layer, {})
        return kinds.get(name, kinds.get(ANY, ""))


@cache
def feature_rules() -> FeatureRules:
    """Return the rules for OpenStreetMap."""
    name = "openstreetmap.toml"
    with document(data.text("map_features", name), f"map_features/{name}") as fields:
        tables = {}
        for part in ("tags", "classes"):
            outer = fields.table(part)
            tables[part] = {key: _kinds(outer.table(key)) for key in outer.data}
    return FeatureRules(tables["tags"], tables["classes"])


def _kinds(fields: Fields) -> dict[str, str]:
    return {
        word: fields.one_of(word, KINDS) if fields.optional_text(word) else ""
        for word in fields.data
    }
