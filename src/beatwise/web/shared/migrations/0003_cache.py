"""A table for what the processes of an office remember together: codes used, tries counted."""

from django.core.management import call_command
from django.db import migrations


def make(apps, editor):
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("shared", "0002_append_only")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
