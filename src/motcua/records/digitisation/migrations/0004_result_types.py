from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("digitisation", "0003_errors_taken_back")]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="result_type",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="Part of the code.", max_length=60
            ),
        ),
    ]
