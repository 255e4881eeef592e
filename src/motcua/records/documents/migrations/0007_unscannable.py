from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0006_archive_purpose'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='document',
            name='document_scan_note_is_known',
        ),
        migrations.AlterField(
            model_name='document',
            name='scan_note',
            field=models.CharField(choices=[('not_scanned', 'not scanned for malware'), ('waiting', 'waits for the malware scanner'), ('unscannable', 'cannot be scanned for malware'), ('clean', 'scanned, nothing found'), ('infected', 'malware found'), ('our_own', 'made by this system')], default='not_scanned', max_length=12),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('scan_note__in', ['not_scanned', 'waiting', 'unscannable', 'clean', 'infected', 'our_own'])), name='document_scan_note_is_known'),
        ),
    ]
