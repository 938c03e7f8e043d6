from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0005_link_fields_and_register_versions")]

    operations = [
        migrations.AddField(
            model_name="record",
            name="closed",
            field=models.BooleanField(default=False),
        ),
    ]
