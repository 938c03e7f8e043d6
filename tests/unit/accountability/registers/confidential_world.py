"""A register of complaints that is closed to the office, for the tests of secrecy and retention."""

from __future__ import annotations


COMPLAINTS = """
slug = "own_complaints"
title = "Complaints about the commissioner"
one = "complaint"
about = "Complaints about the commissioner or the deputy."
beginning = "Enter the newest first."
heading = "issue"
owner = "monitoring_officer"
readers = []
writers = ["panel_secretary"]
confidential_to = ["monitoring_officer", "panel_secretary", "panel_chair", "panel_subcommittee"]
fields = [
  { name = "issue", label = "Issue", kind = "text", required = true, listed = true },
  { name = "received_on", label = "Received on", kind = "date", listed = true },
  { name = "withheld", label = "Withheld", kind = "yes_no" },
]
states = [
  { name = "received", title = "Received" },
  { name = "sifted", title = "Sifted" },
  { name = "closed", title = "Closed", final = true },
]

[[transitions]]
name = "sift"
words = "Sift"
from = ["received"]
to = "sifted"
task = "decide"
roles = ["monitoring_officer"]

[[transitions]]
name = "close"
words = "Close"
from = ["sifted"]
to = "closed"
roles = ["monitoring_officer"]
"""
