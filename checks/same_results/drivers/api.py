"""The office's API: every address of its own description, read, and called with nothing in it.

``python -m checks.same_results.drivers.api WORKSPACE OUT ROLE...``
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checks.same_results.drivers import office, store


DESCRIPTION = "/api/v1/openapi.json"
TOKENS = "/me/tokens/"
TOKEN = re.compile(r"bw_[\w-]{20,}")
VALUES = {
    "meeting": ("1", "9"),
    "name": ("shoplifting", "shopworker-assaults", "nothing"),
    "number": ("1", "2", "99"),
    "slug": ("decisions", "advice", "nothing"),
}


def main(workspace: Path, out: Path, roles: list[str]) -> int:
    """Call the API as each role, without a token, and with a wrong one."""
    office.open_office(workspace)
    browsers = [one for one in office.people(workspace) if one.role in roles]
    for browser in browsers:
        call(browser, token(browser), out / browser.role)
    for name, mark in (("no-token", ""), ("wrong-token", "Bearer bw_wrong")):
        call(office.Browser(office.PUBLIC), mark, out / name)
    return 0


def token(browser: office.Browser) -> str:
    """Make a token at the address where people make theirs, and return its header."""
    fields = {"name": "comparison", "scopes": ["records:read", "records:write"], "days": "90"}
    words = TOKEN.search(browser.post(TOKENS, fields).content.decode())
    return f"Bearer {words[0]}" if words else ""


def call(browser: office.Browser, mark: str, out: Path) -> None:
    """Call every address of the description."""
    headers = {"authorization": mark} if mark else {}
    description = browser.get(DESCRIPTION)
    store.lay(out, DESCRIPTION, office.document(description))
    for verb, address in addresses(json.loads(description.content)):
        answer = browser.send(verb, address, "" if verb == "GET" else "{}", **headers)
        store.lay(out, f"{verb} {address}", office.document(answer))


def addresses(description: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each verb and address of a description, its parts with values; reading comes first."""
    verbs = ((verb.upper(), path, it) for path, all_ in description["paths"].items()
             for verb, it in all_.items())  # fmt: skip
    for verb, path, operation in sorted(verbs, key=lambda row: row[0] != "GET"):
        for address in places(path):
            yield verb, address
            if any(one["name"] == "page" for one in operation.get("parameters", ())):
                yield verb, f"{address}?page=2&size=5"


def places(path: str) -> list[str]:
    """Return a path with each value for each of its parts."""
    names = re.findall(r"{(\w+)}", path)
    choices = itertools.product(*(VALUES.get(name, ("1",)) for name in names))
    return [path.format(**dict(zip(names, values, strict=True))) for values in choices]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
