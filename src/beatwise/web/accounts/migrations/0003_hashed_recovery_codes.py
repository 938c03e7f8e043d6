"""Recovery codes of earlier versions: their seeds go, the codes stay as slow hashes."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import migrations


def hash_codes(apps, schema_editor) -> None:
    """Hash each unused code and take the seed away, from which anybody could make them."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = apps.get_model("accounts", "RecoveryCode")
    for row in apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes"):
        for words in RecoveryCodes(row).get_unused_codes():
            code.objects.create(account_id=row.user_id, hash=make_password(words))
        row.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_enrolment"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(hash_codes, migrations.RunPython.noop)]
