from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("repository", "0003_units_asked")]

    operations = [
        migrations.AddField(
            model_name="holding",
            name="national_code",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="KQ.Gxx.nnnnnn of a result.", max_length=60
            ),
        ),
    ]
