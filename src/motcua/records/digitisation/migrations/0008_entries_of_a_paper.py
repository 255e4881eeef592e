from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("digitisation", "0007_keyings_in_hand")]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="entries",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="How many people enter its fields, or have."
            ),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(
                condition=models.Q(("standing", "person"), ("station", "checking")),
                fields=["entries", "box", "place"],
                name="paper_waits_to_be_entered",
            ),
        ),
    ]
