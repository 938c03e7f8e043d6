"""When each person last looked at what waits for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class LastLook(models.Model):
    """When an account's owner last looked at the home page (``at``), and the time ``before``."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account_id} looked {self.at:%Y-%m-%d}"
