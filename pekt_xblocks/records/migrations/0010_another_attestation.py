"""An attestation may take the place of a revoked one. On the way back an older release knows of one per registration alone:
what was told of later ones is forgotten, the attestations themselves stay and verify."""
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def first_ones_only(apps: Any, schema_editor: Any) -> None:
    apps.get_model("pekt_records", "Delivery").objects.using(schema_editor.connection.alias).filter(edition__gt=1).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('pekt_records', '0009_rollups'),
    ]

    operations = [
        migrations.AddField(
            model_name='attestation',
            name='edition',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='attestation',
            name='formerly',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='former_attestations',
                                    to='pekt_records.membership'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='edition',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        # The new one first: MariaDB wants an index for the membership at every moment.
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('membership', 'destination', 'milestone', 'edition'), name='pekt_delivery_told'),
        ),
        migrations.RemoveConstraint(
            model_name='delivery',
            name='pekt_delivery_once',
        ),
        migrations.RunPython(migrations.RunPython.noop, first_ones_only),
    ]
