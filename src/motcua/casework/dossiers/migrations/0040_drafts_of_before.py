"""Corrections that wait for a leader have no draft yet: they go to the unit that did the work.

Its head names who drafts. A dossier that no unit worked on keeps its correction where it is held.
"""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def to_the_unit(apps, schema_editor):
    Correction = apps.get_model("dossiers", "Correction")
    Dossier = apps.get_model("dossiers", "Dossier")
    worked = Dossier.objects.filter(pk=OuterRef("dossier_id")).values("work_unit_id")
    Correction.objects.filter(state="waiting_leader").update(
        state="waiting_draft", holder_unit_id=Coalesce(Subquery(worked), F("holder_unit_id"))
    )


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0039_correction_drafts")]

    operations = [migrations.RunPython(to_the_unit, migrations.RunPython.noop)]
