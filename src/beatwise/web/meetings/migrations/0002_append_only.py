"""The database itself refuses to change or delete frozen packs and their publication."""

from django.db import migrations

from beatwise.web.shared.append_only import guard, release


TABLES = {
    "meetings_pack": "id = NEW.id OR (meeting_id = NEW.meeting_id AND number = NEW.number)",
    "meetings_publication": "id = NEW.id OR pack_id = NEW.pack_id",
}


def close(apps, editor):
    for table, same in TABLES.items():
        guard(editor, table, same)


def open_again(apps, editor):
    for table in TABLES:
        release(editor, table)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunPython(close, open_again)]
