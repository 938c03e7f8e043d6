from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0007_erased_records")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="state",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="attachment",
            name="need",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
    ]
