import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0005_row_corrections'),
    ]

    operations = [
        migrations.CreateModel(
            name='DraftChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('edit', 'edited'), ('undo', 'undone'), ('redo', 'done again')], max_length=4)),
                ('part', models.CharField(max_length=10)),
                ('before', models.JSONField(null=True)),
                ('by', models.CharField(help_text='Code of the editor.', max_length=40)),
                ('at', models.DateTimeField()),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='catalogue.draft')),
            ],
            options={
                'ordering': ['draft', 'revision'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['edit', 'undo', 'redo'])), name='draft_change_kind_is_known'), models.UniqueConstraint(fields=('draft', 'revision'), name='draft_change_makes_one_revision')],
            },
        ),
    ]
