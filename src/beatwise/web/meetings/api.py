"""Meetings and packs as an API."""

from __future__ import annotations

from ninja import Router


router = Router(tags=["meetings"])
pack_router = Router(tags=["packs"])
