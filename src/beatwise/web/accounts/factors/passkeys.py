"""Passkeys and security keys: what an answer must be besides rightly signed.

The library checks challenge, site and signature. Left to the office are: the page that asked is
the office's own and in nobody's frame; a key that opens alone asked its person for a PIN or a
finger, whichever page the challenge is from; its counter goes up, or it is a copy; one key is one
account's; and what is no answer at all is refused as a wrong one (Web Authentication level 2, 7.1
and 7.2).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from fido2.cose import CoseKey
from fido2.webauthn import AttestedCredentialData, AuthenticatorData, CollectedClientData

from beatwise.web.accounts.enrolment import notices
from beatwise.web.accounts.enrolment.proposals import thing
from beatwise.web.history import audit


SOMEBODY = "holder of a passkey or its copy"
_LONGEST = 100_000  # characters of an answer
# What the library raises on reading what is no answer: it takes what comes from outside apart by
# key, index, attribute and struct, unchecked. Only that reading is wrapped, no check of our own.
_MALFORMED = (ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError,
              RecursionError, TypeError, ValueError, struct.error)  # fmt: skip


class AnswerField(forms.JSONField):
    """The field of an answer: JSON, as deep as a person's browser would send it."""

    widget = forms.HiddenInput

    def to_python(self, value: object) -> Any:
        """Return the answer as JSON."""
        if isinstance(value, str) and len(value) > _LONGEST:
            raise _refusal()
        with _refusing_malformed():
            return super().to_python(value)

    def bound_data(self, data: object, initial: object) -> object:
        """Show no answer again: it opens once."""
        return None


class _Checked(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A form for the answer of a key that the account has."""

    credential = AnswerField()
    is_alone = False  # it stands for password and second factor together

    def clean_credential(self) -> Authenticator:
        """Return the key that answered rightly."""
        with _refusing_malformed():
            key = super().clean_credential()
            answer = auth.parse_authentication_response(self.cleaned_data["credential"]).response
            is_ours = _is_of_the_office(answer.client_data)
        asked_its_person = answer.authenticator_data.is_user_verified()
        if not is_ours or not key.user.is_active or (self.is_alone and not asked_its_person):
            raise _refusal()
        _count(key, answer.authenticator_data.counter)
        return key


class PasskeyAfterPassword(_Checked):
    """The key asked for after the password."""


class PasskeyAlone(_Checked, LoginWebAuthnForm):  # type: ignore[misc]
    """The key that opens alone."""

    is_alone = True


class PasskeyAgain(_Checked, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """The key as fresh proof of identity."""


class NewPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """A key that is added to an account."""

    credential = AnswerField()

    def clean(self) -> dict[str, Any]:
        """Return the name and answer of a key that no account has."""
        with _refusing_malformed():
            cleaned: dict[str, Any] = super().clean()
            words = cleaned.get("credential")
            if not words:
                return cleaned
            answer = auth.parse_registration_response(words).response
            is_ours = _is_of_the_office(answer.client_data)
            new = _credential(answer.attestation_object.auth_data)
            algorithm = new.public_key.ALGORITHM
        if not is_ours or algorithm not in CoseKey.supported_algorithms():
            raise _refusal()
        _check_unused(new)
        return cleaned


@contextmanager
def _refusing_malformed() -> Iterator[None]:
    try:
        yield
    except ValidationError:
        raise
    except _MALFORMED as error:
        raise _refusal() from error


def _refusal() -> ValidationError:
    return ValidationError("This passkey or security key was not accepted. Try again.")


def _is_of_the_office(client: CollectedClientData) -> bool:
    """Whether the page that asked was the office's own, and in nobody's frame."""
    here = urlsplit(context.request.build_absolute_uri("/"))
    page = urlsplit(client.origin)
    same = (page.scheme, page.hostname, page.port) == (here.scheme, here.hostname, here.port)
    return same and not page.path and not client.cross_origin


def _check_unused(new: AttestedCredentialData) -> None:
    """Raise where an account has the key already."""
    rows = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    if any(_credential(row.wrap().authenticator_data).credential_id == new.credential_id
           for row in rows):  # fmt: skip
        raise ValidationError("This passkey or security key is in use already. Choose another.")


def _credential(proof: AuthenticatorData) -> AttestedCredentialData:
    if proof.credential_data is None:
        raise _refusal()
    return proof.credential_data


def _count(key: Authenticator, counter: int) -> None:
    """Keep the counter of an answer; raise where it did not go up: there are two of the key.

    A key that counts nothing always says zero. What is refused stays on the record.
    """
    with audit.changing():
        row = Authenticator.objects.select_for_update(of=("self",)).get(pk=key.pk)
        last = row.data.get("counter", row.wrap().authenticator_data.counter)
        is_copy = counter <= last and bool(counter or last)
        if is_copy:
            _record_copy(row, counter, last)
        else:
            row.data["counter"] = counter
            row.save(update_fields=["data"])
            key.data = row.data
    if is_copy:
        raise _refusal()


def _record_copy(key: Authenticator, counter: int, last: int) -> None:
    """Put a key that seems to be copied into the history, and tell its owner."""
    after = {"factor": str(key), "counter": counter, "last": last}
    audit.write("account.factor_copied", thing(key.user), by=None, role=SOMEBODY, after=after)
    notices.notify(
        key.user,
        f"Your passkey or security key '{key}' may have been copied: it was used with a counter "
        "that did not go up, and refused. Remove it and add another.",
    )
