from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("repository", "0002_refusals")]

    operations = [
        migrations.AddField(
            model_name="askedcorrection",
            name="unit_code",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Of the agency that issued the paper; empty where nobody knows: its keepers answer.",
                max_length=80,
            ),
        ),
        migrations.AddIndex(
            model_name="askedcorrection",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["waiting", "accepted"]), models.Q(("unit_code", ""), _negated=True)
                ),
                fields=["unit_code", "id"],
                name="asked_correction_of_unit",
            ),
        ),
    ]
