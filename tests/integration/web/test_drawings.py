"""What is kept in the database of a page that takes a moment; keeping it waits for nobody."""

from __future__ import annotations

import os
import subprocess
import sys


def test_what_takes_a_moment_is_kept_over_processes(office):
    """One drawing a place, by the hash of what it was drawn from; a newer one replaces it."""
    from beatwise.web.pages import chart_cache
    from beatwise.web.pages.models import Chart

    drawn = []

    def draw() -> str:
        drawn.append(1)
        return f"<svg>{len(drawn)}</svg>"

    for values in ([1], [1], [2], [2]):
        chart_cache.of_place("papers", values, draw)
        chart_cache.drawings.clear()  # another process
    assert (len(drawn), Chart.objects.get().svg) == (2, "<svg>2</svg>")


def test_a_kept_drawing_that_somebody_altered_is_drawn_anew(office):
    """Who writes into the database past the office changes no page, nor by another's drawing."""
    from beatwise.web.pages import chart_cache
    from beatwise.web.pages.models import Chart

    chart_cache.of_place("papers/1", [1], lambda: "one")
    chart_cache.of_place("papers/2", [2], lambda: "two")
    two = Chart.objects.get(place="papers/2")
    for altered in ({"svg": "<script>"}, {"svg": two.svg, "mark": two.mark}):
        Chart.objects.filter(place="papers/1").update(**altered)
        chart_cache.drawings.clear()
        assert chart_cache.of_place("papers/1", [1], lambda: "one") == "one"
        assert Chart.objects.get(place="papers/1").svg == "one"


BUSY = """
import os, sqlite3
from pathlib import Path
from beatwise.web.start import start
folder = Path(os.environ["BEATWISE_WORKSPACE"])
start(folder)
from django.db import connection
from beatwise.web.pages import chart_cache
from beatwise.web.pages.models import Chart
def waits():
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA busy_timeout").fetchone()[0]
usual = waits()
other = sqlite3.connect(folder / "office" / "office.sqlite3", isolation_level=None)
other.execute("BEGIN IMMEDIATE")
assert chart_cache.of_place("papers", [1], lambda: "drawn") == "drawn"
assert other.in_transaction and Chart.objects.count() == 0
assert waits() == usual == 20_000, waits()
other.execute("ROLLBACK")
chart_cache.drawings.clear()
assert chart_cache.of_place("papers", [1], lambda: "drawn") == "drawn"
assert Chart.objects.get().svg == "drawn"
"""


def test_keeping_a_drawing_waits_for_no_import(tmp_path):
    """While another holds the database the page is shown without being kept, and kept later."""
    environment = {**os.environ, "BEATWISE_WORKSPACE": str(tmp_path)}
    environment.pop("BEATWISE_DATABASE_URL", None)
    ran = subprocess.run([sys.executable, "-c", BUSY], env=environment, capture_output=True,
                         text=True, check=False, timeout=120)  # fmt: skip
    assert ran.returncode == 0, ran.stderr
