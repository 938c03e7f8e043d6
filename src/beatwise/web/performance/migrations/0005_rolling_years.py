import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0004_rows_of_runs")]

    operations = [
        migrations.AddField(
            "standing",
            "latest_year",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="performance.observationrow",
            ),
        ),
        migrations.AddField("standing", "year", models.JSONField(default=dict)),
    ]
