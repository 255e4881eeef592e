"""A priority between "online first" and the deadline, without rewriting or long locking a million dossiers.

Columns with a default of the database change no row, constraints are checked after they hold for what is new,
indexes are made beside the work and the old ones go last.
"""

from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models

OPEN = models.Q(business__in=['submitted', 'accepted', 'processing', 'awaiting_supplement', 'awaiting_payment', 'decided'])
TURN = ['queue_rank', 'priority', 'holder_until', 'id']
TURNS = {
    'unit': ['holder_unit', *TURN],
    'officer': ['holder_officer', *TURN],
    'agency': ['agency', *TURN],
    'all': TURN,
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("dossiers", "0034_hand_over_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name='dossier',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Khẩn'), (2, 'Ưu tiên'), (3, 'Thường')], db_default=3, default=3),
        ),
        migrations.AddField(
            model_name='dossier',
            name='priority_reason',
            field=models.CharField(blank=True, db_default='', default='', help_text='Why it goes before others; empty for none.', max_length=300),
        ),
        AddConstraintNotValid(
            model_name='dossier',
            constraint=models.CheckConstraint(
                condition=models.Q(priority=3, priority_reason='')
                | models.Q(models.Q(priority__in=[1, 2]), ~models.Q(priority_reason='')),
                name='dossier_priority_has_a_reason',
            ),
        ),
        ValidateConstraint(model_name='dossier', name='dossier_priority_has_a_reason'),
        *(
            AddIndexConcurrently(
                model_name='dossier',
                index=models.Index(condition=OPEN, fields=fields, name=f'dossier_turn_of_{whose}'),
            )
            for whose, fields in TURNS.items()
        ),
        *(
            RemoveIndexConcurrently(model_name='dossier', name=f'dossier_queue_of_{whose}')
            for whose in TURNS
        ),
    ]
