"""Invented names: no town, street label or person here is meant to be a real one."""

from __future__ import annotations

import numpy as np


COUNTY = "Millshire"
FORCE = "Millshire Police"
FORCE_SLUG = "millshire"

# Coined; none is a town of Leicester, Leicestershire and Rutland, nor known to us anywhere else.
TOWNS: tuple[str, ...] = (
    "Pelbrook", "Ostermere", "Vennaby", "Larkenham", "Dunstowe", "Kessingthorpe", "Hathermoor",
    "Wrenthwick", "Corvesham", "Tillerby", "Marlowick", "Brindlecote", "Fallowthorpe",
    "Sedgenham", "Amblewick", "Yarrowstow", "Orrinbridge", "Pickerstoke", "Netherquill",
    "Quillbourne", "Ravelstoke", "Thistlemarket", "Umberstow", "Wickenmarsh",
)  # fmt: skip

CENTRE_STREETS: tuple[str, ...] = (
    "High Street", "Market Place", "Church Street", "Sheep Street", "Bridge Street",
    "Bell Lane", "Corn Hill", "Silver Street", "Mill Lane", "Swan Lane", "Castle Street",
    "George Street", "Chapel Street", "Cross Street", "Friar Lane", "Baker Street",
)  # fmt: skip
_STEMS = (
    "Alder", "Ash", "Aspen", "Beech", "Birch", "Bramble", "Cedar", "Cherry", "Chestnut",
    "Clover", "Elder", "Elm", "Falcon", "Fern", "Finch", "Foxglove", "Hawthorn", "Hazel",
    "Heather", "Heron", "Holly", "Ivy", "Juniper", "Kestrel", "Kingfisher", "Larch", "Lark",
    "Laurel", "Lilac", "Linden", "Magpie", "Maple", "Meadow", "Myrtle", "Nightingale", "Oak",
    "Orchard", "Osprey", "Partridge", "Pine", "Plover", "Poplar", "Primrose", "Redwing",
    "Rowan", "Skylark", "Sorrel", "Spinney", "Starling", "Swallow", "Sycamore", "Teal", "Thorn",
    "Thrush", "Walnut", "Willow", "Wren", "Yew",
)  # fmt: skip
_ENDINGS = ("Road", "Close", "Avenue", "Drive", "Way", "Crescent", "Lane", "Gardens", "Grove")


def street_names(central: np.ndarray, rng: np.random.Generator) -> list[str]:
    """Return one name a street, each used once in the town; old names for ``central`` ones."""
    pool = [f"{stem} {ending}" for ending in _ENDINGS for stem in _STEMS]
    outer = iter([pool[i] for i in rng.permutation(len(pool))])
    inner = iter(CENTRE_STREETS)
    names: list[str] = []
    for is_central in central:
        name = next(inner, None) if is_central else None
        names.append(name or next(outer, f"Lane {len(names) + 1}"))
    return names
