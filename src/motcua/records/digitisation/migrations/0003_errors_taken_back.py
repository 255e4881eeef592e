from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("digitisation", "0002_malware_is_a_fault")]

    operations = [
        migrations.AddField(
            model_name="keyingerror",
            name="taken_back",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
