from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('letters', '0011_claims'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='trouble',
            field=models.CharField(blank=True, default='', help_text='Why the last try to make it failed.', max_length=300),
        ),
    ]
