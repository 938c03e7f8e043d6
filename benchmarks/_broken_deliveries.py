"""Deliveries of an invented county's files, broken by a seed in the ways in which real ones are.

A delivery starts whole; each breakage changes its files, and the truth is counted from them later.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import numpy as np
import pandas as pd
import shapely

from beatwise.clock import Month
from beatwise.records.crime_types import ASB, CATEGORIES
from benchmarks._whole_deliveries import BTP, GATHERED, Delivery, Town, whole_delivery


FAR_OFF = (650_000.0, 250_000.0)
# On the square-root scale of counts, where chance alone is 1: three times what a month must depart
# by to be called odd, for the spread of a dozen small months is known only roughly.
PLAIN_TO_SEE = 15.0


def delivery(seed: int) -> Delivery:
    """Return the delivery of a seed, broken in one to five ways."""
    chance = random.Random(seed)
    whole = whole_delivery(seed, chance)
    for breakage in chance.sample(BREAKAGES, chance.choice((1, 2, 2, 3, 4, 5))):
        words = breakage(whole, chance)
        name = breakage.__name__.replace("_", " ")
        whole.breakages.append(f"{name}: {words}" if words else name)
    return whole


def _pick(whole: Delivery, chance: random.Random, least: int = 1) -> tuple[str, int]:
    """Return one file with so many rows at least."""
    there = [key for key, rows in whole.files.items() if len(rows) >= least and key[0] != BTP]
    return chance.choice(there or list(whole.files))


def _name(key: tuple[str, int]) -> str:
    return f"{key[0]} {Month(key[1])}"


def missing_force(whole: Delivery, chance: random.Random) -> str:
    """Deliver nothing of one force."""
    gone = chance.choice(GATHERED)
    rest = {key: rows for key, rows in whole.files.items() if key[0] != gone}
    if any(key[0] != BTP for key in rest):
        whole.files = rest
    return gone


def missing_months(whole: Delivery, chance: random.Random) -> str:
    """Leave out months of one force: single ones, a run, or the newest."""
    force = chance.choice(GATHERED)
    there = [month for month in whole.months if (force, month) in whole.files]
    number = chance.randint(1, max(1, len(there) // 2))
    start = chance.randrange(max(1, len(there) - number))
    gone = chance.choice((there[start : start + number], there[-number:]))
    gone = chance.sample(there, min(number, len(there))) if chance.random() < 0.4 else gone
    for month in gone:
        if sum(key[0] != BTP for key in whole.files) > 1:
            whole.files.pop((force, month), None)
    return f"{force} {len(gone)}"


def truncated_month(whole: Delivery, chance: random.Random) -> str:
    """Cut a month short after any of its rows."""
    key = _pick(whole, chance, 40)
    rows, share = whole.files[key], chance.uniform(0.02, 0.9)
    whole.files[key] = rows.head(max(1, int(share * len(rows))))
    if 2 * (math.sqrt(len(rows)) - math.sqrt(len(whole.files[key]))) > PLAIN_TO_SEE:
        whole.severe.add(key)
    return f"{_name(key)} to {share:.0%}"


def cut_within_a_row(whole: Delivery, chance: random.Random) -> str:
    """Cut a file's bytes within a row, as a broken download is."""
    key = _pick(whole, chance, 40)
    whole.spoilt.add(key)
    return _name(key)


def empty_month(whole: Delivery, chance: random.Random) -> str:
    """Deliver a month with its first line only."""
    key = _pick(whole, chance)
    whole.files[key] = whole.files[key].head(0)
    whole.blank.add(key)
    return _name(key)


def lost_places(whole: Delivery, chance: random.Random) -> str:
    """Take the place from many rows of some months."""
    keys = chance.sample(sorted(whole.files), min(len(whole.files), chance.randint(1, 6)))
    share = chance.uniform(0.1, 1)
    for key in keys:
        rows = whole.files[key].copy()
        lost = np.array([chance.random() < share for _ in range(len(rows))], dtype=bool)
        rows.loc[lost, ["x", "y"]] = np.nan
        rows.loc[lost, ["lsoa", "location"]] = None
        whole.files[key] = rows
    return f"{share:.0%} of {len(keys)} files"


def repeated_records(whole: Delivery, chance: random.Random) -> str:
    """Deliver some records again in other months' and forces' files, or often in one."""
    source = _pick(whole, chance, 20)
    known = whole.files[source].dropna(subset="crime_id")
    number = max(1, int(chance.choice((0.01, 0.05, 0.3, 1)) * len(known)))
    again = known.head(number)
    times = chance.choice((1, 1, 1, 12))
    for target in chance.sample(sorted(whole.files), min(3, len(whole.files))):
        whole.files[target] = _joined([whole.files[target], *[again] * times])
    return f"{number} of {_name(source)}, {times} times"


def foreign_rows(whole: Delivery, chance: random.Random) -> str:
    """Put a few rows far from everything a force polices."""
    key = _pick(whole, chance, 20)
    rows = whole.files[key].copy()
    number = chance.randint(1, max(1, len(rows) // 50))
    for at in chance.sample(range(len(rows)), number):
        x, y = chance.choice((FAR_OFF, _within(whole.towns[3].shape, chance)))
        rows.loc[rows.index[at], ["x", "y"]] = x, y
    whole.files[key] = rows
    return f"{number} in {_name(key)}"


def over_the_border(whole: Delivery, chance: random.Random) -> str:
    """Let one force record in a town of another's in some months."""
    here, there = chance.choice((("millshire", 2), ("northshire", 0), ("northshire", 1)))
    keys = [key for key in sorted(whole.files) if key[0] == here and len(whole.files[key])]
    for key in chance.sample(keys, min(len(keys), chance.randint(1, 8))):
        rows = whole.files[key].copy()
        for at in range(min(len(rows), chance.randint(1, 3))):
            rows.loc[rows.index[at], ["x", "y"]] = _within(whole.towns[there].shape, chance)
        whole.files[key] = rows
    return f"{here} in {whole.towns[there].label}"


def railway_police(whole: Delivery, chance: random.Random) -> str:
    """Add British Transport Police, who record in every town, gathered or not."""
    for month in whole.months:
        rows = []
        for at in range(chance.randint(4, 30)):
            x, y = _within(chance.choice(whole.towns).shape, chance)
            kind = chance.choice((ASB, "shoplifting", "public-order"))
            number = None if kind == ASB else f"btp{month}x{at}".encode().hex().ljust(64, "0")
            rows.append((number, kind, x, y, None, "On or near Railway Station"))
        columns = ["crime_id", "type", "x", "y", "lsoa", "location"]
        whole.files[BTP, month] = pd.DataFrame(rows, columns=columns)
    return ""


def renamed_town(whole: Delivery, chance: random.Random) -> str:
    """Gather the areas a second time with a town under another name."""
    at = chance.randrange(3)
    old = whole.towns[at]
    new = chance.choice((f"{old.label}-on-Sea", f"Saint {old.label}'s", f"{old.label.upper()} É"))
    whole.old_names = [town.label for town in whole.towns]
    whole.towns[at] = Town(new, old.shape, old.force)
    return f"{old.label} to {new}"


def other_order(whole: Delivery, chance: random.Random) -> str:
    """Put the rows of every file, and the files, in another order."""
    keys = sorted(whole.files)
    chance.shuffle(keys)
    whole.files = {
        key: whole.files[key].sample(frac=1, random_state=chance.randrange(2**31)) for key in keys
    }
    whole.batches = max(2, whole.batches)
    return ""


def doubled_files(whole: Delivery, chance: random.Random) -> str:
    """Deliver everything a second time."""
    whole.again = True
    return ""


def recoded_zones(whole: Delivery, chance: random.Random) -> str:
    """Give the LSOAs of the first months the codes they had before 2021."""
    last = chance.choice(whole.months[:-1])
    for key, rows in whole.files.items():
        if key[1] <= last and key[0] != BTP:
            old = rows["lsoa"].map(
                lambda code: f"E010{code[4:]}" if isinstance(code, str) else None
            )
            whole.files[key] = rows.assign(lsoa=old)
    whole.recoded = True
    return f"up to {Month(last)}"


def one_type_missing(whole: Delivery, chance: random.Random) -> str:
    """Leave one type out of a month."""
    key = _pick(whole, chance, 40)
    kind = chance.choice((ASB, "shoplifting", "violence-and-sexual-offences"))
    rows = whole.files[key]
    whole.files[key] = rows[rows["type"] != kind]
    return f"{CATEGORIES[kind]} of {_name(key)}"


def type_left_out(whole: Delivery, chance: random.Random) -> str:
    """Leave a common type out of every file of a force."""
    force = chance.choice(GATHERED)
    kind = chance.choice((ASB, "shoplifting"))
    for key, rows in whole.files.items():
        if key[0] == force:
            whole.files[key] = rows[rows["type"] != kind]
    whole.left_out.add((force, kind))
    return f"{CATEGORIES[kind]} of {force}"


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def _within(shape: shapely.Geometry, chance: random.Random) -> tuple[float, float]:
    """Return a point well within a town: near the middle, where people are."""
    middle, size = shape.centroid, shape.area**0.5
    return (
        round(middle.x + chance.uniform(-0.2, 0.2) * size, 1),
        round(middle.y + chance.uniform(-0.2, 0.2) * size, 1),
    )


BREAKAGES: tuple[Callable[[Delivery, random.Random], str], ...] = (
    missing_force, missing_months, missing_months, truncated_month, cut_within_a_row, empty_month,
    lost_places, repeated_records, foreign_rows, over_the_border, railway_police, renamed_town,
    other_order, doubled_files, recoded_zones, one_type_missing,
    type_left_out,
)  # fmt: skip
