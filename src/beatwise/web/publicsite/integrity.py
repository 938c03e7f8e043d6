"""Is what people see what was released? The edition, held against the history of the office."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import connection

from beatwise.errors import BadInput
from beatwise.web.history.models import Change
from beatwise.web.publicsite import published_store
from beatwise.web.publicsite.actions import RELEASE, folder
from beatwise.web.publicsite.published_store import AGAIN, SCHEMA, EditionHead
from beatwise.web.settings.place import PUBLISHED


def faults() -> Iterator[str]:
    """Yield what is wrong with the edition in its file and in its tables.

    One that is not there is no fault: it may have been taken to another computer, and no backup
    holds it.
    """
    release = Change.objects.filter(action=RELEASE).order_by("-number").first()
    released = json.loads(release.details)["after"]["digest"] if release else ""
    try:
        for place, head in _editions():
            if head.digest != released:
                yield f"{place}: edition {head.number} is not the one released last. {AGAIN}"
    except BadInput as error:
        yield f"{error.place}: {error.message} {AGAIN}"


def _editions() -> Iterator[tuple[str, EditionHead]]:
    file = folder() / PUBLISHED
    if file.is_file():
        yield str(file), published_store.read_file(file)[0]
    if connection.vendor == "postgresql" and (there := published_store.read_tables()):
        yield f"the schema {SCHEMA}", there[0]
