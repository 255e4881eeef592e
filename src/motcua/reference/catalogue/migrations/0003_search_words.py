import uuid
from django.db import migrations, models


WATCHED = ["field", "procedure", "publication", "version", "level", "synonym"]

# Every process that serves pages keeps an index of the catalogue in its memory and compares this value before
# it answers. It is random, not a count, so that neither a restored backup nor a rolled-back change can bring
# back a value that some process took for another state.
TELLING = """
CREATE FUNCTION catalogue_tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalogue_revision (id, value) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET value = EXCLUDED.value;
    RETURN NULL;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER catalogue_{table}_tells_change AFTER INSERT OR UPDATE OR DELETE ON catalogue_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION catalogue_tell_change();
"""
    for table in WATCHED
)
NOT_TELLING = (
    "".join(f"DROP TRIGGER catalogue_{table}_tells_change ON catalogue_{table};" for table in WATCHED)
    + "DROP FUNCTION catalogue_tell_change();"
)


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0002_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('value', models.UUIDField(default=uuid.uuid4)),
            ],
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('typed', models.CharField(help_text='Lower case, as people type it.', max_length=80, unique=True)),
                ('meant', models.JSONField(default=list, help_text='Phrases, any of which may be meant; none for a filler.')),
                ('kind', models.CharField(choices=[('abbreviation', 'abbreviation'), ('everyday', 'everyday word'), ('spelling', 'spelling'), ('filler', 'word passed over')], max_length=20)),
                ('in_use', models.BooleanField(default=True)),
                ('changed_by', models.CharField(help_text='Code of the editor, or of the system.', max_length=40)),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['typed'],
            },
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='revision_is_one_row'),
        ),
        migrations.AddConstraint(
            model_name='synonym',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['abbreviation', 'everyday', 'spelling', 'filler'])), name='synonym_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='synonym',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'filler'), ('meant', [])), models.Q(models.Q(('kind', 'filler'), _negated=True), models.Q(('meant', []), _negated=True)), _connector='OR'), name='synonym_means_something_unless_filler'),
        ),
        migrations.RunSQL(TELLING, NOT_TELLING),
    ]
