"""Where the open files are published."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from beatwise.clock import Month


_ARCGIS = re.compile(r"/([^/]+)/(?:Feature|Map)Server(?:/\d+)?(?:/query)?/?$")
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
    layer = f"{ONS_SERVICES}/{service}/FeatureServer/0"
    return arcgis_page(layer, where=where, offset=offset, count=count)


def arcgis_page(layer: str, *, where: str = "1=1", offset: int = 0, count: int = 1000) -> str:
    """Return the address of a page of an ArcGIS feature layer as GeoJSON in WGS84.

    ``layer`` is the address of a service (its first layer is meant), of a layer, or of a query on
    one, whose own ``where`` and other settings stand.
    """
    parts = urlsplit(layer)
    path = parts.path.rstrip("/").removesuffix("/query")
    path = path if path.rsplit("/", 1)[-1].isdigit() else f"{path}/0"
    query = {"where": where, "outFields": "*", **dict(parse_qsl(parts.query))}
    query |= {
        "outSR": "4326",
        "f": "geojson",
        "resultOffset": str(offset),
        "resultRecordCount": str(count),
    }
    return urlunsplit((parts.scheme, parts.netloc, f"{path}/query", urlencode(query), ""))


def arcgis_service(address: str) -> str | None:
    """Return the name of the ArcGIS service that an address points at, or None."""
    match = _ARCGIS.search(urlsplit(address).path)
    return match[1] if match else None
