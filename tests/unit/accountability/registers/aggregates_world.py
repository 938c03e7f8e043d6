"""A register of aggregates about a special category, for the tests of its rules and its gate."""

from __future__ import annotations


STOPS = """
slug = "own_stops"
title = "Stops by month and place"
one = "row of stops"
about = "How many people were stopped, by month and place."
beginning = "Enter the newest first."
heading = "place"
owner = "governance"
readers = ["commissioner", "performance", "evaluator", "partner", "panel_reader"]
writers = []
fields = [
  { name = "month", label = "Month", kind = "date", required = true, listed = true, public = true },
  { name = "place", label = "Place", kind = "text", required = true, listed = true, public = true },
  { name = "men", label = "Men", kind = "number", listed = true, public = true },
  { name = "women", label = "Women", kind = "number", listed = true, public = true },
  { name = "people", label = "People", kind = "number", listed = true, public = true },
  { name = "share", label = "Share", kind = "number", listed = true, formula = "men / people" },
]
states = [
  { name = "draft", title = "Draft" },
  { name = "published", title = "Published", public = true, final = true },
]
figures = [{ name = "places", title = "Places", by = "place", sums = ["people"], chart = "people" }]

[[transitions]]
name = "publish"
words = "Publish"
from = ["draft"]
to = "published"
roles = ["governance"]

[aggregates]
period = "month"
place = "place"
counts = ["men", "women", "people"]
sums = ["people = men + women"]
whole = "Whole area"
exact_to = ["governance", "performance"]
"""
