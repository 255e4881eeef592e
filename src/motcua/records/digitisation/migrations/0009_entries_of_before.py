from django.db import migrations


def count(apps, schema_editor):
    """Of papers that are still entered; of all others nobody asks any more."""
    schema_editor.execute(
        """
        UPDATE digitisation_paper SET entries = live.n
        FROM (SELECT paper_id, count(*) AS n FROM digitisation_keying WHERE void_at IS NULL GROUP BY paper_id) live
        WHERE live.paper_id = digitisation_paper.id AND station = 'checking'
        """
    )


class Migration(migrations.Migration):
    dependencies = [("digitisation", "0008_entries_of_a_paper")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
