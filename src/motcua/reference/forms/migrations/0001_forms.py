from django.db import migrations, models

IMMUTABLE = """
CREATE FUNCTION forms_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER forms_formversion_is_immutable BEFORE UPDATE OR DELETE ON forms_formversion
    FOR EACH ROW EXECUTE FUNCTION forms_refuse_change();
"""

UNDO = """
DROP TRIGGER forms_formversion_is_immutable ON forms_formversion;
DROP FUNCTION forms_refuse_change();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='FormVersion',
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
                'constraints': [models.UniqueConstraint(fields=('code', 'number'), name='form_version_number_is_unique_per_form'), models.UniqueConstraint(fields=('code', 'content_hash'), name='form_version_content_is_kept_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='form_version_number_counts_from_one')],
            },
        ),
        migrations.RunSQL(IMMUTABLE, UNDO),
    ]
