"""What an older release forgot in between is read from the numbers: which attestation is a registration's second, which it followed.

Apart from 0010, since PostgreSQL makes no index on a table whose rows the same transaction changed.
"""
import re
from typing import Any

from django.db import migrations

NUMBER = re.compile(r"(?P<first>.+/(?P<member>\d{6,}))-(?P<edition>\d+)")


def remember(apps: Any, schema_editor: Any) -> None:
    base = schema_editor.connection.alias
    papers = apps.get_model("pekt_records", "Attestation").objects.using(base)
    members = apps.get_model("pekt_records", "Membership").objects.using(base)
    for paper in papers.filter(serial__regex=r"/[0-9]+-[0-9]+$"):
        found = NUMBER.fullmatch(paper.serial)
        if found is None:
            continue
        edition = int(found["edition"])
        papers.filter(id=paper.id).update(edition=edition)
        former = [found["first"], *(f"{found['first']}-{n}" for n in range(2, edition))]
        if members.filter(id=int(found["member"])).exists():                # otherwise the learner was erased
            papers.filter(serial__in=former, membership=None).update(formerly=int(found["member"]))


class Migration(migrations.Migration):

    dependencies = [
        ('pekt_records', '0010_another_attestation'),
    ]

    operations = [
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
