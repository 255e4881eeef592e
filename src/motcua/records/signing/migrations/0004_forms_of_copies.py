from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signing", "0003_kept_reports")]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="form_of_copy",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="What a certified copy calls itself.",
                max_length=40,
            ),
        ),
    ]
