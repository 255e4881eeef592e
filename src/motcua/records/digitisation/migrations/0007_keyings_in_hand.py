from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("digitisation", "0006_a_scan_may_find_no_place")]

    operations = [
        migrations.RemoveConstraint(
            model_name="keying", name="keyings_of_a_paper_are_by_different_people"
        ),
        migrations.AddConstraint(
            model_name="keying",
            constraint=models.UniqueConstraint(
                condition=models.Q(("void_at", None)),
                fields=("officer_code", "paper"),
                name="keyings_of_a_paper_are_by_different_people",
            ),
        ),
        migrations.AddIndex(
            model_name="keying",
            index=models.Index(
                condition=models.Q(("done_at", None), ("void_at", None)),
                fields=["taken_at"],
                name="keying_in_hand",
            ),
        ),
        migrations.AddIndex(
            model_name="keying",
            index=models.Index(
                condition=models.Q(("void_at__isnull", False)),
                fields=["officer_code", "void_at"],
                name="keying_given_back",
            ),
        ),
    ]
