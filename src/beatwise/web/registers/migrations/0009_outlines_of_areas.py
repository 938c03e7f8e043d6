from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0008_files_by_state")]

    operations = [
        migrations.CreateModel(
            name="OutlineRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                ("rings", models.JSONField()),
                ("source", models.CharField(max_length=200)),
            ],
            options={"ordering": ("name",)},
        ),
    ]
