from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0001_initial")]

    operations = [migrations.AddField("standing", "point", models.JSONField(default=dict))]
