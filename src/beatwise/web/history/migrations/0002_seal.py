from django.db import migrations, models

from beatwise.web.history.append_only import guard, release


def close(apps, editor):
    guard(editor, "history_seal")


def open_again(apps, editor):
    release(editor, "history_seal")


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("change", models.PositiveBigIntegerField()),
                ("change_hash", models.CharField(max_length=64)),
                ("rows", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={"ordering": ("number",)},
        ),
        migrations.RunPython(close, open_again),
    ]
