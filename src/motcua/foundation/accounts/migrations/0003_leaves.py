"""Days away with a substitute take the place of "on leave until": what still lasts is carried over."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

import motcua.foundation.accounts.models


def carry_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    officer, leave = apps.get_model("accounts", "Officer"), apps.get_model("accounts", "Leave")
    at = timezone.now()
    for one in officer.objects.filter(on_leave_until__gte=timezone.localdate(at)).order_by("pk"):
        leave.objects.create(
            officer=one, valid_from=timezone.localdate(at), valid_to=one.on_leave_until, recorded_at=at
        )


def carry_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    leave = apps.get_model("accounts", "Leave")
    today = timezone.localdate()
    for one in leave.objects.filter(ended_at=None, valid_from__lte=today, valid_to__gte=today).order_by("pk"):
        one.officer.on_leave_until = one.valid_to
        one.officer.save(update_fields=["on_leave_until"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_publishers"),
    ]

    operations = [
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=motcua.foundation.accounts.models.leave_code, max_length=20, unique=True)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, help_text='Ended before its last day was over.', null=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaves', to='accounts.officer')),
                ('substitute', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stands_in', to='accounts.officer')),
            ],
            options={
                'ordering': ['-valid_from', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='leave_ends_after_start'), models.CheckConstraint(condition=models.Q(('substitute', None), models.Q(('substitute', models.F('officer')), _negated=True), _connector='OR'), name='nobody_stands_in_for_themselves')],
            },
        ),
        migrations.RunPython(carry_over, carry_back),
    ]
