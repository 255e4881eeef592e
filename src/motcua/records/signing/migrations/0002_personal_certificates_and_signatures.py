import django.db.models.deletion
import motcua.records.signing.models
from django.db import migrations, models

# The application's role may only add; this stops the owner's slip of the hand as well, as in the audit trail.
REFUSE = """
CREATE FUNCTION signing_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('motcua.rewrite', true), '') <> 'on' THEN
        RAISE EXCEPTION 'Signatures are append-only: % on % is refused.', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER signing_signature_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signing_signature
    FOR EACH STATEMENT EXECUTE FUNCTION signing_refuse_change();
"""
ALLOW = """
DROP TRIGGER signing_signature_is_append_only ON signing_signature;
DROP FUNCTION signing_refuse_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('signing', '0001_signing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='certificate',
            name='certificate_kind_is_known',
        ),
        migrations.AlterField(
            model_name='certificate',
            name='kind',
            field=models.CharField(choices=[('leader', "leader's certificate"), ('agency', "agency's certificate"), ('personal', "officer's own certificate")], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['leader', 'agency', 'personal'])), name='certificate_kind_is_known'),
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=motcua.records.signing.models.signature_code, max_length=20, unique=True)),
                ('kind', models.CharField(choices=[('leader', 'leader on a paper'), ('seal', "agency's seal on a paper"), ('agency_text', 'agency on a paper, in words'), ('scan', 'whoever scanned, on the scan'), ('copy', 'agency on a certified copy'), ('none', 'nothing to be seen')], max_length=12)),
                ('subject', models.CharField(help_text='Of what was signed, as in the audit trail.', max_length=100)),
                ('field', models.CharField(help_text="The signature's name in the file.", max_length=40)),
                ('holder_code', models.CharField(max_length=60)),
                ('signer', models.CharField(help_text='As the certificate says.', max_length=300)),
                ('serial', models.CharField(help_text='Of the certificate, hexadecimal.', max_length=60)),
                ('signed_at', models.DateTimeField()),
                ('act_id', models.UUIDField()),
                ('signed_sha256', models.CharField(help_text='Of the file as it was before.', max_length=64)),
                ('file_sha256', models.CharField(help_text='Of the file with this signature.', max_length=64)),
                ('page', models.PositiveIntegerField(blank=True, null=True)),
                ('left_mm', models.FloatField(default=0)),
                ('top_mm', models.FloatField(default=0)),
                ('width_mm', models.FloatField(default=0)),
                ('height_mm', models.FloatField(default=0)),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='signing.certificate')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['subject'], name='signature_by_subject'), models.Index(fields=['signed_at'], name='signature_by_moment'), models.Index(fields=['file_sha256'], name='signature_by_file')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['leader', 'seal', 'agency_text', 'scan', 'copy', 'none'])), name='signature_kind_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'none'), ('page', None)), models.Q(models.Q(('kind', 'none'), _negated=True), ('page__gte', 1)), _connector='OR'), name='signature_that_is_seen_has_a_page')],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
