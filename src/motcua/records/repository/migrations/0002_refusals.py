from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("repository", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="holding",
            name="is_refusal",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="A result that grants nothing: kept, never taken for a paper.",
            ),
        ),
    ]
