from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pekt_records', '0007_corrections'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('body', models.TextField()),
                ('taken', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Forgotten',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.CharField(max_length=150)),
                ('learner', models.CharField(max_length=32)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('site', 'learner'), name='pekt_forgotten_once')],
            },
        ),
        migrations.CreateModel(
            name='Received',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.CharField(max_length=150)),
                ('record', models.UUIDField()),
                ('registration', models.UUIDField()),
                ('learner', models.CharField(max_length=32)),
                ('milestone', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('hub', models.CharField(max_length=50)),
                ('hub_name', models.CharField(max_length=200)),
                ('year', models.CharField(max_length=9)),
                ('run', models.CharField(max_length=255)),
                ('module', models.CharField(max_length=100)),
                ('title', models.CharField(max_length=255)),
                ('percent', models.PositiveSmallIntegerField()),
                ('taken', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'indexes': [models.Index(fields=['year', 'site', 'hub'], name='pekt_received_hub'), models.Index(fields=['site', 'learner'], name='pekt_received_learner')],
                'constraints': [models.UniqueConstraint(fields=('site', 'record'), name='pekt_received_once')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.CharField(max_length=150)),
                ('run', models.CharField(max_length=255)),
                ('at', models.DateTimeField()),
                ('records', models.PositiveIntegerField()),
                ('mark', models.PositiveBigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('site', 'run'), name='pekt_told_once')],
            },
        ),
    ]
