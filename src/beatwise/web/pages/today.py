"""The day it is at the office."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    """Return today's date at the office."""
    return timezone.localdate()
