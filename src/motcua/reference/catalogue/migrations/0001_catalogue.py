import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

IMMUTABLE = """
CREATE FUNCTION catalogue_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER catalogue_version_is_immutable BEFORE UPDATE OR DELETE ON catalogue_version
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_change();
CREATE TRIGGER catalogue_feeversion_is_immutable BEFORE UPDATE OR DELETE ON catalogue_feeversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_refuse_change();
"""

UNDO = """
DROP TRIGGER catalogue_version_is_immutable ON catalogue_version;
DROP TRIGGER catalogue_feeversion_is_immutable ON catalogue_feeversion;
DROP FUNCTION catalogue_refuse_change();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_accounts'),
        ('forms', '0001_forms'),
    ]

    operations = [
        migrations.CreateModel(
            name='Field',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name_vi', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, default='', max_length=200)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ListRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_slug', models.SlugField(max_length=60)),
                ('ordinal', models.PositiveIntegerField(help_text='Place in the file, from 1.')),
                ('printed', models.CharField(help_text='The number printed in the list.', max_length=20)),
                ('raw', models.JSONField()),
            ],
            options={
                'ordering': ['list_slug', 'ordinal'],
            },
        ),
        migrations.CreateModel(
            name='FeeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('content_hash', models.CharField(max_length=64)),
                ('kept_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['code', 'number'],
                'constraints': [models.UniqueConstraint(fields=('code', 'number'), name='fee_number_is_unique'), models.UniqueConstraint(fields=('code', 'content_hash'), name='fee_content_is_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_slug', models.SlugField(max_length=60)),
                ('kind', models.CharField(choices=[('code_twice', 'a code stands twice'), ('two_levels', 'a procedure is listed at two levels'), ('no_current_level', 'a row has no current level'), ('level_for_one_case', 'a level holds only for one case'), ('note_of_another_act', 'a note speaks of another act than the name')], max_length=30)),
                ('rows', models.JSONField(help_text='Places in the file.')),
                ('facts', models.JSONField(help_text='What the sentence about it says.')),
                ('found_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['list_slug', 'id'],
                'constraints': [models.UniqueConstraint(fields=('list_slug', 'kind', 'rows'), name='finding_is_reported_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['code_twice', 'two_levels', 'no_current_level', 'level_for_one_case', 'note_of_another_act'])), name='finding_kind_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True)),
                ('name', models.TextField()),
                ('name_en', models.TextField(blank=True, default='')),
                ('name_norm', models.TextField(help_text='Name and keywords without diacritics, for searching.')),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='procedures', to='catalogue.field')),
                ('known_as', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='also_known', to='catalogue.procedure')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Likeness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(help_text='0 to 100.')),
                ('state', models.CharField(choices=[('proposed', 'proposed'), ('confirmed', 'confirmed'), ('rejected', 'rejected')], default='proposed', max_length=10)),
                ('decided_by', models.CharField(blank=True, help_text='Code of the editor.', max_length=40, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='likenesses', to='catalogue.listrow')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='likenesses', to='catalogue.procedure')),
            ],
            options={
                'ordering': ['row', '-score'],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('full_code', models.CharField(help_text='2.000086.000.00.00.H50, or a local id.', max_length=60, unique=True)),
                ('short_code', models.CharField(help_text='2.000086.H50, or the same local id.', max_length=60, unique=True)),
                ('decision_number', models.CharField(blank=True, max_length=60, null=True)),
                ('decision_on', models.DateField(blank=True, null=True)),
                ('decision_agency', models.CharField(blank=True, max_length=200, null=True)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='accounts.agency')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='catalogue.procedure')),
            ],
            options={
                'ordering': ['full_code'],
            },
        ),
        migrations.AddField(
            model_name='listrow',
            name='publication',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='list_rows', to='catalogue.publication'),
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('content_hash', models.CharField(max_length=64)),
                ('sources', models.JSONField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('published_at', models.DateTimeField()),
                ('fee_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.feeversion')),
                ('form_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.formversion')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.publication')),
            ],
            options={
                'ordering': ['publication', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Level',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.SlugField(blank=True, default='', max_length=60)),
                ('scheme', models.CharField(choices=[('ND43', 'NĐ 43/2011/NĐ-CP'), ('ND42', 'NĐ 42/2022/NĐ-CP'), ('ND224', 'NĐ 224/2026/NĐ-CP')], max_length=10)),
                ('value', models.CharField(max_length=20)),
                ('kind', models.CharField(choices=[('claimed', 'claimed'), ('planned', 'planned'), ('measured', 'measured')], max_length=10)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('source', models.CharField(max_length=200)),
                ('source_row', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='catalogue.listrow')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='catalogue.publication')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='catalogue.version')),
            ],
            options={
                'ordering': ['publication', 'kind', 'year', 'case', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('name_norm', config='simple'), name='procedure_words'),
        ),
        migrations.AddConstraint(
            model_name='procedure',
            constraint=models.CheckConstraint(condition=models.Q(('known_as', None), models.Q(('known_as', models.F('id')), _negated=True), _connector='OR'), name='procedure_is_not_known_as_itself'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.UniqueConstraint(fields=('row', 'procedure'), name='likeness_is_proposed_once'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'confirmed')), fields=('row',), name='row_is_one_known_procedure'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.CheckConstraint(condition=models.Q(('score__lte', 100)), name='likeness_score_is_at_most_100'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'proposed')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['confirmed', 'rejected'])), _connector='OR'), name='likeness_is_decided_by_someone_or_proposed'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision_agency', None), ('decision_number', None), ('decision_on', None)), models.Q(('decision_agency__isnull', False), ('decision_number__isnull', False), ('decision_on__isnull', False)), _connector='OR'), name='publication_decision_is_whole_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='publication_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='listrow',
            constraint=models.UniqueConstraint(fields=('list_slug', 'ordinal'), name='list_row_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('publication', 'number'), name='version_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('publication', 'content_hash'), name='version_content_is_published_once'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='version_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.CheckConstraint(condition=models.Q(('scheme__in', ['ND43', 'ND42', 'ND224'])), name='level_scheme_is_known'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['claimed', 'planned', 'measured'])), name='level_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.UniqueConstraint(fields=('publication', 'version', 'case', 'scheme', 'kind', 'year', 'source', 'value'), name='level_is_stated_once_per_source', nulls_distinct=False),
        ),
        migrations.RunSQL(IMMUTABLE, UNDO),
    ]
