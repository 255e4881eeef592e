import django.db.models.deletion
from django.db import migrations, models

IMMUTABLE = """
CREATE FUNCTION workflow_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER workflow_processversion_is_immutable BEFORE UPDATE OR DELETE ON workflow_processversion
    FOR EACH ROW EXECUTE FUNCTION workflow_refuse_change();
"""

UNDO = """
DROP TRIGGER workflow_processversion_is_immutable ON workflow_processversion;
DROP FUNCTION workflow_refuse_change();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProcessVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('procedure_code', models.CharField(max_length=60)),
                ('number', models.PositiveIntegerField()),
                ('decision', models.CharField(blank=True, default='', max_length=300)),
                ('steps', models.JSONField()),
                ('content_hash', models.CharField(max_length=64)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('kept_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
            ],
            options={
                'ordering': ['procedure_code', 'agency', 'number'],
                'constraints': [models.UniqueConstraint(fields=('procedure_code', 'agency', 'number'), name='process_number_is_unique'), models.UniqueConstraint(fields=('procedure_code', 'agency', 'content_hash'), name='process_content_is_kept_once'), models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='process_ends_after_start')],
            },
        ),
        migrations.RunSQL(IMMUTABLE, UNDO),
    ]
