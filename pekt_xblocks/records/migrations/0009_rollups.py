import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count, Max, Sum
from django.utils import timezone


def count(apps, schema_editor):
    """The classes that are there, so that no page shows noughts until the worker comes."""
    now, rollup = timezone.now(), apps.get_model("pekt_records", "Rollup")
    rows = apps.get_model("pekt_records", "Membership").objects.order_by().values("group_id").annotate(
        learners=Count("id"), started=Count("progress__started"), completed=Count("progress__first_completed"),
        percents=Sum("progress__percent", default=0), last_activity=Max("progress__last_activity"))
    rollup.objects.bulk_create((rollup(computed=now, **row) for row in rows), batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('pekt_records', '0008_received'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recounts', to='pekt_records.group')),
            ],
        ),
        migrations.CreateModel(
            name='Rollup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('learners', models.PositiveIntegerField(default=0)),
                ('started', models.PositiveIntegerField(default=0)),
                ('completed', models.PositiveIntegerField(default=0)),
                ('percents', models.PositiveIntegerField(default=0)),
                ('last_activity', models.DateTimeField(null=True)),
                ('computed', models.DateTimeField()),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rollup', to='pekt_records.group')),
            ],
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
