from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("history", "0002_seal")]

    operations = [
        migrations.CreateModel(
            name="ErasableContent",
            fields=[
                ("change", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
            ],
        ),
    ]
