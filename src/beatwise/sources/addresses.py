"""Where the open files are published."""

from __future__ import annotations

from urllib.parse import urlencode

from beatwise.clock import Month


POLICE_ARCHIVES = "https://data.police.uk/data/archive"
ONS_SERVICES = "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services"


def police_archive(month: Month) -> str:
    """Return the address of the national archive published for a month.

    Each holds the three years up to that month, for every force.
    """
    return f"{POLICE_ARCHIVES}/{month}.zip"


def ons_boundaries(service: str, *, where: str = "1=1", offset: int = 0, count: int = 1000) -> str:
    """Return the address of a page of an ONS boundary layer as GeoJSON in WGS84.

    ``service`` is the layer's name at the Open Geography Portal, such as
    ``Police_Force_Areas_December_2023_EW_BUC``; ``where`` an SQL condition on its fields.
    """
    query = {
        "where": where,
        "outFields": "*",
        "outSR": 4326,
        "f": "geojson",
        "resultOffset": offset,
        "resultRecordCount": count,
    }
    return f"{ONS_SERVICES}/{service}/FeatureServer/0/query?{urlencode(query)}"
