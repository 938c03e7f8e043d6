"""Actions and changes asked for as an API."""

from __future__ import annotations

from ninja import Router


router = Router(tags=["actions"])
change_router = Router(tags=["changes"])
