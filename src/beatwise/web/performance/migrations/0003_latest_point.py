from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0002_observation_reason")]

    operations = [migrations.AddField("standing", "point", models.JSONField(default=dict))]
