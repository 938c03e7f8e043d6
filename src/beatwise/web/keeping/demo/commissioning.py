"""What an invented office is called in the files that it publishes of grants and contracts."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.web.accounts.models import Account
from beatwise.web.commissioning import actions as commissioning


PUBLISHER = {
    "name": "Office of the local policing body", "identifier": "GB-LAE-DEMO",
    "giving_prefix": "360G-demo", "contracting_prefix": "ocds-000000",
}  # fmt: skip


def fill(people: Mapping[str, Account]) -> None:
    """Say what the office is called in published files; its records are the registers' examples."""
    commissioning.set_publisher(values=PUBLISHER, version=0, by=people["commissioning"])
