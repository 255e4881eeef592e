from django.db import migrations

GIVE = """
UPDATE accounts_role SET permissions = array_append(permissions, 'catalogue.publish')
WHERE code IN ('editor', 'leader') AND NOT 'catalogue.publish' = ANY (permissions);
"""

TAKE = """
UPDATE accounts_role SET permissions = array_remove(permissions, 'catalogue.publish');
"""


class Migration(migrations.Migration):
    """Who publishes what editors have written: the shipped roles of editors and leaders."""

    dependencies = [
        ('accounts', '0001_accounts'),
    ]

    operations = [
        migrations.RunSQL(GIVE, TAKE),
    ]
