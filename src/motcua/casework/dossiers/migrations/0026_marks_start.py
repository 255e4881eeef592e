"""What lay there before lists marked what an officer had not seen is not new to anybody."""

from django.db import migrations, models
from django.db.models import Value

SINCE_THERE_ARE_MARKS = """
INSERT INTO dossiers_marksstart (at)
SELECT applied FROM django_migrations
WHERE app = 'dossiers' AND name = '0018_saved_and_seen' AND EXISTS (SELECT 1 FROM dossiers_dossier)
ORDER BY applied LIMIT 1
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0025_general_reasons")]

    operations = [
        migrations.CreateModel(
            name="MarksStart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={"constraints": [models.UniqueConstraint(Value(1), name="marks_start_once")]},
        ),
        migrations.RunSQL(SINCE_THERE_ARE_MARKS, migrations.RunSQL.noop),
    ]
