"""From here on the tables that people's actions change are sealed; see ``web.start``."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("patrols", "0002_paper_and_reports"), ("history", "0002_seal")]

    operations: list[object] = []
