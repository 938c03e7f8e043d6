from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0006_closed_records")]

    operations = [
        migrations.AddField(
            model_name="record",
            name="erased_on",
            field=models.DateField(null=True),
        ),
    ]
