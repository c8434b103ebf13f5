"""Turns on edx-completion's switch: without it every completion is refused."""
from django.db import migrations

SWITCH = "completion.enable_completion_tracking"


def turn_on(apps, schema_editor):
    apps.get_model("waffle", "Switch").objects.update_or_create(
        name=SWITCH, defaults={"active": True, "note": "The local site records completion."})


class Migration(migrations.Migration):
    dependencies = [("pekt_workbench", "0001_initial"), ("waffle", "0001_initial")]
    operations = [migrations.RunPython(turn_on, migrations.RunPython.noop)]
