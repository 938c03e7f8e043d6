"""The database itself refuses to change or delete the history."""

from django.db import migrations

from beatwise.web.shared.append_only import guard, release


def close(apps, editor):
    guard(editor, "shared_change")


def open_again(apps, editor):
    release(editor, "shared_change")


class Migration(migrations.Migration):
    dependencies = [("shared", "0001_initial")]
    operations = [migrations.RunPython(close, open_again)]
