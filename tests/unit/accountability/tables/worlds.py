"""A table of two years side by side, and the layout that reads it."""

from __future__ import annotations


WIDE = """
format = 1
name = "two-years"
title = "Two years side by side"
makes = "observations"
headings = ["channel", "y2024", "y2025", "printed_total", "unit"]

[[leave_out]]
where = { printed_total = ["yes"] }
why = "a printed total"
total = true

[row]
measure.column = "channel"
measure.words = { "999" = "contact-999-volume", "101" = "violence-change-knife" }
note = { template = "printed in {unit}" }

[[each]]
value = "y2024"
period = { fixed = "2024" }

[[each]]
value = { column = "y2025", minus = { unit = "fewer" } }
period = { asked = "period" }
"""

GATHERED = """
format = 1
name = "gathered"
title = "What each gets"
makes = "records"
register = "programmes"
into = "costs"
same = ["name"]
headings = ["who", "what", "count"]

[[leave_out]]
where = { who = ["total"] }
why = "a printed total"
total = true

[row]
name = "who"

[line]
item = "what"
units = "count"
"""
