"""How much lies where, kept by the database: each change of a dossier adds a row, a job folds the rows.

Adding needs no lock on a row that others also want, and the sum is right in every transaction.
"""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

COUNTS = """
CREATE FUNCTION dossiers_count_one(d dossiers_dossier, step integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO dossiers_queuecount (agency_id, reception_unit_id, work_unit_id, publication_id, holder_kind,
        holder_unit_id, holder_officer_id, business, sub_status, n)
    VALUES (d.agency_id, d.reception_unit_id, d.work_unit_id, d.publication_id, d.holder_kind,
        d.holder_unit_id, d.holder_officer_id, d.business, d.sub_status, step)
$$;
CREATE FUNCTION dossiers_keep_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.agency_id, OLD.reception_unit_id, OLD.work_unit_id, OLD.publication_id, OLD.holder_kind,
            OLD.holder_unit_id, OLD.holder_officer_id, OLD.business, OLD.sub_status) IS NOT DISTINCT FROM
            (NEW.agency_id, NEW.reception_unit_id, NEW.work_unit_id, NEW.publication_id, NEW.holder_kind,
            NEW.holder_unit_id, NEW.holder_officer_id, NEW.business, NEW.sub_status) THEN
            RETURN NULL;
        END IF;
    END IF;
    IF TG_OP <> 'INSERT' THEN PERFORM dossiers_count_one(OLD, -1); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM dossiers_count_one(NEW, 1); END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION dossiers_recount() RETURNS void LANGUAGE sql AS $$
    LOCK TABLE dossiers_queuecount IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM dossiers_queuecount;
    INSERT INTO dossiers_queuecount (agency_id, reception_unit_id, work_unit_id, publication_id, holder_kind,
        holder_unit_id, holder_officer_id, business, sub_status, n)
    SELECT agency_id, reception_unit_id, work_unit_id, publication_id, holder_kind,
        holder_unit_id, holder_officer_id, business, sub_status, count(*)
    FROM dossiers_dossier GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
$$;
CREATE TRIGGER dossiers_dossier_is_counted AFTER INSERT OR UPDATE OR DELETE ON dossiers_dossier
    FOR EACH ROW EXECUTE FUNCTION dossiers_keep_count();
SELECT dossiers_recount();
"""
UNCOUNTED = """
DROP TRIGGER dossiers_dossier_is_counted ON dossiers_dossier;
DROP FUNCTION dossiers_recount();
DROP FUNCTION dossiers_keep_count();
DROP FUNCTION dossiers_count_one(dossiers_dossier, integer);
"""
OPEN = models.Q(('business__in', ['submitted', 'accepted', 'processing', 'awaiting_supplement', 'awaiting_payment', 'decided']))


def counted(to):
    return models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=to)


def counted_if_any(to):
    return models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=to)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_publishers'),
        ('catalogue', '0001_catalogue'),
        ("dossiers", "0011_search_words"),
    ]

    operations = [
        migrations.CreateModel(
            name='QueueCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', counted('accounts.agency')),
                ('reception_unit', counted('accounts.unit')),
                ('work_unit', counted_if_any('accounts.unit')),
                ('publication', counted('catalogue.publication')),
                ('holder_kind', models.CharField(max_length=10)),
                ('holder_unit', counted_if_any('accounts.unit')),
                ('holder_officer', counted_if_any('accounts.officer')),
                ('business', models.CharField(max_length=20)),
                ('sub_status', models.CharField(max_length=20)),
                ('n', models.IntegerField()),
            ],
            options={'indexes': [models.Index(fields=['agency'], name='queue_count_of_agency')]},
        ),
        migrations.RunSQL(COUNTS, UNCOUNTED),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=OPEN, fields=['agency', 'submitted_at', 'id'], name='dossier_open_by_day_of_agency'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=OPEN, fields=['agency', 'code'], name='dossier_open_by_code_of_agency'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=OPEN, fields=['queue_rank', 'holder_until', 'id'], name='dossier_queue_of_all'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=OPEN, fields=['submitted_at', 'id'], name='dossier_open_by_day'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=OPEN, fields=['code'], name='dossier_open_by_code'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['-submitted_at', '-id'], name='dossier_by_day'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(
                models.F('agency'),
                django.db.models.functions.comparison.Least('holder_until', 'legal_due_at'),
                condition=models.Q(OPEN, models.Q(('holder_kind', 'applicant'), _negated=True)),
                name='dossier_open_by_nearest_due',
            ),
        ),
    ]
