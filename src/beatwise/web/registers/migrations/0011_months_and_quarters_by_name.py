from django.db import migrations


class Migration(migrations.Migration):
    """No table changes: after it, headings and words of records name whole months and quarters."""

    dependencies = [("registers", "0010_worked_out_again")]

    operations = []
