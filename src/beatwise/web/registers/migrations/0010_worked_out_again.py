from django.db import migrations


class Migration(migrations.Migration):
    """No table changes: after it, what records hold by formula and clock is worked out again."""

    dependencies = [("registers", "0009_outlines_of_areas")]

    operations = []
