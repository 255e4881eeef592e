from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """Concurrently: papers are held while millions of them are read through once."""

    atomic = False
    dependencies = [("repository", "0006_rulings")]

    operations = [
        AddIndexConcurrently(
            model_name="holding",
            index=models.Index(Upper("number_symbol"), "id", name="holding_by_number"),
        ),
    ]
