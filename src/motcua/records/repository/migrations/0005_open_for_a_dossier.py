from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Concurrently: the table only grows, and officers go on opening papers while it is read through once."""

    atomic = False
    dependencies = [("repository", "0004_national_codes")]

    operations = [
        AddIndexConcurrently(
            model_name="access",
            index=models.Index(fields=["officer_code", "dossier_code", "until"], name="access_for_a_dossier"),
        ),
    ]
