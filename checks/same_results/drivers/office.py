"""The demo office as Django's test client sees it: signed in by the address people sign in at.

Nothing here names an app of the office: accounts, addresses and settings are looked up.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from checks.same_results.steady.chance import DRAWS


HOST = "localhost"
SIGN_IN, CONFIRM = "/sign-in/", "/sign-in/confirm/"
PUBLIC = "public"
HEADERS = ("Content-Type", "Content-Disposition", "Location", "ETag", "Cache-Control",
           "Content-Security-Policy", "Retry-After", "WWW-Authenticate")  # fmt: skip


def open_office(workspace: Path) -> None:
    """Bring Django up on a workspace's office."""
    os.environ["BEATWISE_WORKSPACE"] = str(workspace.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_module()
    import django

    django.setup()


def settings_module() -> str:
    """Return the product's one module that lists installed apps."""
    import beatwise

    source = Path(str(beatwise.__file__)).parent
    for path in sorted(source.rglob("settings/*.py")):
        if "\nINSTALLED_APPS = [" in path.read_text(encoding="utf-8"):
            return ".".join(("beatwise", *path.relative_to(source).with_suffix("").parts))
    raise LookupError("no settings of the office")


def addresses() -> dict[str, str]:
    """Return the work address of the account of each role."""
    from django.contrib.auth import get_user_model

    rows = get_user_model().objects.order_by("pk").values_list("role", "email")
    return dict(rows)


def password(workspace: Path) -> str:
    """Return the password of the demo's accounts."""
    return (workspace / "office" / "demo").read_text(encoding="ascii")


class Browser:
    """One person's browser, or a visitor's; each request has its own chance."""

    def __init__(self, role: str, email: str = "", word: str = ""):
        from django.test import Client

        self.role = role
        self.client = Client(raise_request_exception=False, headers={"host": HOST})
        if email:
            self._send_password(SIGN_IN, {"login": email, "password": word})
            self._send_password(CONFIRM, {"password": word})

    def get(self, address: str, **headers: str) -> Any:
        """Open an address."""
        self._begin(address)
        return self.client.get(address, headers=headers)

    def post(self, address: str, fields: dict[str, Any]) -> Any:
        """Send a form."""
        self._begin(address)
        return self.client.post(address, fields)

    def send(self, verb: str, address: str, body: str, **headers: str) -> Any:
        """Call the API."""
        self._begin(address)
        return self.client.generic(verb, address, body, "application/json", headers=headers)

    def _send_password(self, address: str, fields: dict[str, str]) -> None:
        """Prove who one is; a password that is not taken is a fault of the driver."""
        status = self.post(address, fields).status_code
        if status != 302:
            raise LookupError(f"{self.role} is not let in at {address}: {status}")

    def _begin(self, address: str) -> None:
        """Forget what was counted this minute, for the clock stands, and restart chance."""
        from django.core.cache import caches
        from django.core.cache.backends.locmem import LocMemCache

        for cache in caches.all(initialized_only=True):
            if isinstance(cache, LocMemCache):
                cache.clear()
        DRAWS.restart(f"{self.role} {address}")


def people(workspace: Path) -> list[Browser]:
    """Return a browser for each account of the demo, in order."""
    word = password(workspace)
    return [Browser(role, email, word) for role, email in addresses().items()]


def document(answer: Any) -> bytes:
    """Return an answer's status, telling headers and content."""
    lines = [f"status: {answer.status_code}"]
    lines += [f"{name}: {answer.headers[name]}" for name in HEADERS if name in answer.headers]
    return "\n".join(lines).encode() + b"\n\n" + content(answer)


def content(answer: Any) -> bytes:
    """Return what an answer holds, streamed or not."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
