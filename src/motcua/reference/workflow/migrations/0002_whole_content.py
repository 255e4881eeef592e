from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0001_workflow'),
    ]

    operations = [
        migrations.AddField(
            model_name='processversion',
            name='content',
            field=models.JSONField(blank=True, null=True),
        ),
    ]
