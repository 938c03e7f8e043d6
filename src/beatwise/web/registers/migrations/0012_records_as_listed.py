from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0011_months_and_quarters_by_name")]

    operations = [
        migrations.RemoveIndex(model_name="record", name="registers_r_registe_a26006_idx"),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                fields=["register", "number", "run", "removed", "closed", "state", "due"],
                name="records_as_listed",
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                fields=["register", "due", "number", "run", "removed", "closed", "state"],
                name="records_by_deadline",
            ),
        ),
    ]
