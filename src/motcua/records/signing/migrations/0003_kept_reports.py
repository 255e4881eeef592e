import motcua.records.signing.models
from django.db import migrations, models

REFUSE = """
CREATE TRIGGER signing_keptreport_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signing_keptreport
    FOR EACH STATEMENT EXECUTE FUNCTION signing_refuse_change();
"""
ALLOW = "DROP TRIGGER signing_keptreport_is_append_only ON signing_keptreport;"


class Migration(migrations.Migration):

    dependencies = [
        ('signing', '0002_personal_certificates_and_signatures'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=motcua.records.signing.models.report_code, max_length=20, unique=True)),
                ('file_sha256', models.CharField(max_length=64)),
                ('document_code', models.CharField(help_text='The document by which the file was checked.', max_length=20)),
                ('occasion', models.CharField(choices=[('arrived', 'when it arrived'), ('signed', 'after it was signed here'), ('asked', 'because somebody asked')], max_length=8)),
                ('checked_at', models.DateTimeField()),
                ('checked_by', models.CharField(help_text='Opaque code of whoever asked or gave the file.', max_length=40)),
                ('is_valid', models.BooleanField()),
                ('found', models.JSONField()),
                ('software', models.CharField(max_length=120)),
                ('roots', models.JSONField(help_text='The certificates that were trusted: subject and SHA-256.')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['file_sha256', '-id'], name='report_by_file')],
                'constraints': [models.CheckConstraint(condition=models.Q(('occasion__in', ['arrived', 'signed', 'asked'])), name='report_occasion_is_known')],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
