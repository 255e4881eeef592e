import django.db.models.deletion
from django.db import migrations, models

WITHDRAWABLE = """
CREATE OR REPLACE FUNCTION catalogue_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changeable text[] := ARRAY['valid_to'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published version is never deleted (%)', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF to_jsonb(OLD) ->> 'withdrawn_at' IS NULL THEN
        changeable := changeable || ARRAY['withdrawn_at', 'withdrawn_by', 'withdrawn_reason'];
    END IF;
    IF (to_jsonb(NEW) - changeable) IS DISTINCT FROM (to_jsonb(OLD) - changeable) THEN
        RAISE EXCEPTION 'a published version is never changed (%)', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

NOT_WITHDRAWABLE = """
CREATE OR REPLACE FUNCTION catalogue_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published version is never deleted (%)', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (to_jsonb(NEW) - 'valid_to') IS DISTINCT FROM (to_jsonb(OLD) - 'valid_to') THEN
        RAISE EXCEPTION 'a published version is never changed (%)', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_accounts'),
        ('catalogue', '0001_catalogue'),
        ('forms', '0001_forms'),
        ('workflow', '0002_whole_content'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('content', models.JSONField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(choices=[('editing', 'being edited'), ('submitted', 'submitted for approval'), ('published', 'published'), ('discarded', 'discarded')], default='editing', max_length=10)),
                ('created_by', models.CharField(max_length=40)),
                ('opened_at', models.DateTimeField()),
                ('changed_by', models.CharField(max_length=40)),
                ('changed_at', models.DateTimeField()),
                ('submitted_by', models.CharField(blank=True, max_length=40, null=True)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('sent_back_reason', models.TextField(blank=True, default='', help_text='Why it came back, for its editors.')),
            ],
            options={
                'ordering': ['-changed_at', 'code'],
            },
        ),
        migrations.AddField(
            model_name='publication',
            name='abolition_agency',
            field=models.CharField(blank=True, max_length=200, null=True),
        ),
        migrations.AddField(
            model_name='publication',
            name='abolition_number',
            field=models.CharField(blank=True, max_length=60, null=True),
        ),
        migrations.AddField(
            model_name='publication',
            name='abolition_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='decision_agency',
            field=models.CharField(blank=True, max_length=200, null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='decision_number',
            field=models.CharField(blank=True, max_length=60, null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='decision_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='ground',
            field=models.TextField(blank=True, help_text='Legal ground of `under_way`.', null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='process_version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflow.processversion'),
        ),
        migrations.AddField(
            model_name='version',
            name='published_by',
            field=models.CharField(blank=True, help_text='Code of the approver.', max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='under_way',
            field=models.CharField(blank=True, choices=[('stay', 'stay with the version at filing'), ('move', 'move to the new version'), ('ask', 'ask the applicant')], max_length=4, null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='withdrawn_by',
            field=models.CharField(blank=True, max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='version',
            name='withdrawn_reason',
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('abolition_agency', None), ('abolition_number', None), ('abolition_on', None)), models.Q(('abolition_agency__isnull', False), ('abolition_number__isnull', False), ('abolition_on__isnull', False), ('valid_to__isnull', False)), _connector='OR'), name='publication_is_abolished_by_a_whole_decision'),
        ),
        migrations.AddField(
            model_name='draft',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='draft',
            name='base_version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.version'),
        ),
        migrations.AddField(
            model_name='draft',
            name='publication',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='catalogue.publication'),
        ),
        migrations.AddField(
            model_name='version',
            name='draft',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='version', to='catalogue.draft'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision_agency', None), ('decision_number', None), ('decision_on', None)), models.Q(('decision_agency__isnull', False), ('decision_number__isnull', False), ('decision_on__isnull', False)), _connector='OR'), name='version_decision_is_whole_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), ('withdrawn_reason__isnull', False)), _connector='OR'), name='version_is_withdrawn_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('under_way', None), ('under_way__in', ['stay', 'move', 'ask']), _connector='OR'), name='version_under_way_is_known'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['editing', 'submitted', 'published', 'discarded'])), name='draft_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at', None), ('submitted_by', None)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='draft_submission_is_whole_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'submitted'), _negated=True), ('submitted_by__isnull', False), _connector='OR'), name='draft_is_submitted_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['editing', 'submitted'])), fields=('publication',), name='publication_has_one_open_draft'),
        ),
        migrations.RunSQL(WITHDRAWABLE, NOT_WITHDRAWABLE),
    ]
