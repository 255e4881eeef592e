from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Concurrently: the trail is the longest table there is, and acts go on while it is read through once."""

    atomic = False
    dependencies = [
        ("audit", "0002_refusal_bursts"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="auditevent",
            index=models.Index(
                fields=["-id"], name="audit_event_refused", condition=models.Q(kind="ActRefused")
            ),
        ),
    ]
