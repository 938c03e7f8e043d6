"""Bring the words by which records are found up to date."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from beatwise.cell_text import search_key


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make search keys of the words that are stored."""
    records = apps.get_model("registers", "Record").objects
    for key, words, public in records.values_list("pk", "words", "public_words"):
        records.filter(pk=key).update(words=search_key(words), public_words=search_key(public))


class Migration(migrations.Migration):
    """No column changes."""

    dependencies = (("registers", "0001_initial"),)
    operations = (migrations.RunPython(fill, migrations.RunPython.noop),)
