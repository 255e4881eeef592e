from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_leaves"),
    ]

    operations = [
        migrations.RemoveField(model_name="officer", name="on_leave_until"),
    ]
