import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_publishers'),
        ('workflow', '0002_whole_content'),
    ]

    operations = [
        migrations.AddField(
            model_name='processversion',
            name='decision_agency',
            field=models.CharField(blank=True, max_length=200, null=True),
        ),
        migrations.AddField(
            model_name='processversion',
            name='decision_number',
            field=models.CharField(blank=True, max_length=60, null=True),
        ),
        migrations.AddField(
            model_name='processversion',
            name='decision_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='processversion',
            name='published_by',
            field=models.CharField(blank=True, help_text='Code of the approver.', max_length=40, null=True),
        ),
        migrations.CreateModel(
            name='ProcessDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('procedure_code', models.CharField(max_length=60)),
                ('rows', models.JSONField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(choices=[('editing', 'đang soạn'), ('submitted', 'chờ duyệt'), ('published', 'đã ban hành'), ('discarded', 'đã bỏ')], default='editing', max_length=10)),
                ('writers', models.JSONField(default=list)),
                ('opened_at', models.DateTimeField()),
                ('changed_by', models.CharField(max_length=40)),
                ('changed_at', models.DateTimeField()),
                ('submitted_by', models.CharField(blank=True, max_length=40, null=True)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('sent_back_reason', models.TextField(blank=True, default='', help_text='Why it came back, for its writers.')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('base', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.processversion')),
            ],
            options={
                'ordering': ['-changed_at', 'code'],
            },
        ),
        migrations.AddField(
            model_name='processversion',
            name='draft',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='version', to='workflow.processdraft'),
        ),
        migrations.AddConstraint(
            model_name='processversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision_agency', None), ('decision_number', None), ('decision_on', None), ('draft', None), ('published_by', None)), models.Q(('decision_agency__isnull', False), ('decision_number__isnull', False), ('decision_on__isnull', False), ('draft__isnull', False), ('published_by__isnull', False), ('valid_from__isnull', False)), _connector='OR'), name='process_is_approved_by_a_whole_decision'),
        ),
        migrations.AddConstraint(
            model_name='processdraft',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['editing', 'submitted', 'published', 'discarded'])), name='process_draft_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='processdraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at', None), ('submitted_by', None)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='process_draft_submission_is_whole_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='processdraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'submitted'), _negated=True), ('submitted_by__isnull', False), _connector='OR'), name='process_draft_is_submitted_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='processdraft',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['editing', 'submitted'])), fields=('procedure_code', 'agency'), name='process_has_one_open_draft'),
        ),
    ]
