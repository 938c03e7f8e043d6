"""Accounts hold a work address and a role: no names, no telephone numbers, no photographs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from beatwise.accountability import roles
from beatwise.web.history import audit
from beatwise.web.history.sealing.row_marks import SealedManager, SealedQuerySet


class AccountManager(BaseUserManager.from_queryset(SealedQuerySet)):
    """Find accounts by their address, whatever the capitals."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account of an address."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Someone who may sign in.

    ``area`` is the code or label of the area a partner sees; empty for those who see everything.
    Sessions begun before ``sessions_from`` last grew open nothing.
    """

    email = models.EmailField("work address", unique=True)
    role = models.CharField(max_length=40, choices=roles.choices)
    area = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField("open", default=True)
    created_at = models.DateTimeField(default=timezone.now)
    sessions_from = models.PositiveIntegerField(default=0)

    objects = AccountManager()

    UNSEALED = frozenset({"last_login"})  # every sign-in changes it, and has its line of history
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("email",)

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **options: Any) -> None:
        """Save the account and seal it, where no action is about to do so (a changed password)."""
        if set(options.get("update_fields") or ()) == {"last_login"}:
            super().save(*args, **options)
            return
        with audit.changing():
            super().save(*args, **options)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must carry: it changes with the password and when all end."""
        words = f"{self.password}/{self.sessions_from}" if self.sessions_from else self.password
        salt = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
        return salted_hmac(salt, words, secret=secret, algorithm="sha256").hexdigest()

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

    objects = SealedManager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @property
    def valid(self) -> bool:
        """Whether the token still opens the API."""
        return self.revoked is None and self.expires > timezone.now() and self.account.is_active


class Enrolment(models.Model):
    """A way into an account that somebody else opened: a link for a password, or a factor removed.

    ``by`` made it (``None``: the operator at the command line) and ``second_by`` confirmed it,
    where two officers must agree. It is used once. From ``used_at`` until ``settled_at``, when the
    account next proves itself with a second factor of its own, what is done with the account is
    put down to the holder of the link, and not to the account's owner.
    """

    LINK, FACTOR = "link", "factor"

    kind = models.CharField(max_length=10, default=LINK)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="enrolments")
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    second_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    needs_second = models.BooleanField(default=False)
    first = models.BooleanField(default=False)
    hash = models.CharField(max_length=64, unique=True, null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    used_from = models.CharField(max_length=45, blank=True)
    settled_at = models.DateTimeField(null=True)

    objects = SealedManager()

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} for {self.account}"

    @property
    def maker(self) -> str:
        """Who made it, by their address."""
        return self.by.email if self.by else "the operator"

    @property
    def standing(self) -> str:
        """How it stands, in words."""
        if self.used_at:
            return "used"
        if self.ended_at:
            return "ended"
        if self.expires <= timezone.now():
            return "run out"
        return "waits for a second officer" if self.unconfirmed else "open"

    @property
    def unconfirmed(self) -> bool:
        """Whether a second officer must still confirm it."""
        return self.needs_second and self.second_by_id is None


class Proposal(models.Model):
    """What one officer asks for an account and another must confirm.

    ``before`` is the account as it was when it was asked, so that nothing else is confirmed.
    """

    MAKE, CHANGE, LINK, FACTOR = "make", "change", "link", "factor"
    WAITING, CONFIRMED, REFUSED = "waiting", "confirmed", "refused"

    kind = models.CharField(max_length=10)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="proposals")
    enrolment = models.ForeignKey(Enrolment, null=True, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, default=WAITING)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = SealedManager()

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} of {self.account}, {self.state}"


class Notice(models.Model):
    """A message of the office to the owner of an account, shown until it is marked as read."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="notices")
    at = models.DateTimeField(default=timezone.now)
    words = models.TextField()
    read_at = models.DateTimeField(null=True)

    objects = SealedManager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("account", "read_at")),)

    def __str__(self) -> str:
        return self.words


class RecoveryCode(models.Model):
    """A code that opens once in place of the second factor: only its hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recovery_codes")
    hash = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True)

    objects = SealedManager()

    class Meta:
        indexes = (models.Index(fields=("hash",)),)

    def __str__(self) -> str:
        return f"recovery code {self.pk}"
