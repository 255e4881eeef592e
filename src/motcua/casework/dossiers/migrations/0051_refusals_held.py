"""Refusals that are held already are told from results that grant something."""

from django.db import migrations


def tell_refusals(apps, schema_editor):
    Holding = apps.get_model("repository", "Holding")
    Result = apps.get_model("dossiers", "Result")
    refusals = Result.objects.filter(outcome="refuse").values("code")
    Holding.objects.filter(origin="born_digital", source_code__in=refusals).update(is_refusal=True)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0050_sittings"), ("repository", "0002_refusals")]

    operations = [migrations.RunPython(tell_refusals, migrations.RunPython.noop)]
