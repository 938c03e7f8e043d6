"""Accounts hold a work address and a role: no names, no telephone numbers, no photographs."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from beatwise.accountability import roles


class AccountManager(BaseUserManager["Account"]):
    """Find accounts by their address, whatever the capitals."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account of an address."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Someone who may sign in.

    ``area`` is the code or label of the area a partner sees; empty for those who see everything.
    """

    email = models.EmailField("work address", unique=True)
    role = models.CharField(max_length=40, choices=roles.choices)
    area = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField("open", default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("email",)

    def __str__(self) -> str:
        return self.email

    @property
    def title(self) -> str:
        """What people call the role."""
        return roles.role(self.role).title


class Token(models.Model):
    """A key to the API: only its hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @property
    def valid(self) -> bool:
        """Whether the token still opens the API."""
        return self.revoked is None and self.expires > timezone.now() and self.account.is_active
