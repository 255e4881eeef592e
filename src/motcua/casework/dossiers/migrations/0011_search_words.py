"""The words by which officers find a dossier, kept beside it by the database itself.

Whoever writes an answer or changes a name need not think of it, and nothing can drift. The triggers name no
column in their definition, so that later migrations may change columns.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

WORDS = """
CREATE FUNCTION dossiers_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(lower(translate(regexp_replace(
        normalize(left(said, 100000), NFD), '[\u0300-\u036f]+', '', 'g'), 'đĐ', 'dd')),
        '[^a-z0-9]+', ' ', 'g'), '([a-z0-9]{60})[a-z0-9]+', '\\1', 'g')
$$;
CREATE FUNCTION dossiers_digits(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(said, '\\D', '', 'g'), '^84', '0')
$$;
CREATE FUNCTION dossiers_words_of(d dossiers_dossier) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(string_to_array(dossiers_plain(concat_ws(' ',
        (SELECT concat_ws(' ', full_name, identity_number, dossiers_digits(phone))
            FROM accounts_person WHERE id = d.owner_person_id),
        (SELECT concat_ws(' ', name, tax_number, dossiers_digits(phone))
            FROM accounts_organisation WHERE id = d.owner_organisation_id),
        (SELECT concat_ws(' ', full_name, identity_number, dossiers_digits(phone))
            FROM accounts_person WHERE id = d.filer_id AND id IS DISTINCT FROM d.owner_person_id),
        (SELECT string_agg(said #>> '{}', ' ')
            FROM dossiers_filing, jsonb_path_query(answers, 'strict $.** ? (@.type() == "string")') AS said
            WHERE dossier_id = d.id)
    )), ' '), ''))
$$;
CREATE FUNCTION dossiers_keep_words(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO dossiers_searchwords (dossier_id, words)
    SELECT d.id, dossiers_words_of(d) FROM dossiers_dossier d WHERE d.id = ANY(ids)
    ON CONFLICT (dossier_id) DO UPDATE SET words = EXCLUDED.words
$$;
CREATE FUNCTION dossiers_words_of_filing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR OLD.answers IS DISTINCT FROM NEW.answers THEN
        PERFORM dossiers_keep_words(ARRAY[NEW.dossier_id]);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION dossiers_words_of_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.filer_id, OLD.owner_person_id, OLD.owner_organisation_id)
        IS DISTINCT FROM (NEW.filer_id, NEW.owner_person_id, NEW.owner_organisation_id) THEN
        PERFORM dossiers_keep_words(ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION dossiers_words_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.full_name, OLD.identity_number, OLD.phone)
        IS DISTINCT FROM (NEW.full_name, NEW.identity_number, NEW.phone) THEN
        PERFORM dossiers_keep_words(ARRAY(
            SELECT id FROM dossiers_dossier WHERE owner_person_id = NEW.id
            UNION SELECT id FROM dossiers_dossier WHERE filer_id = NEW.id));
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION dossiers_words_of_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.name, OLD.tax_number, OLD.phone) IS DISTINCT FROM (NEW.name, NEW.tax_number, NEW.phone) THEN
        PERFORM dossiers_keep_words(ARRAY(
            SELECT id FROM dossiers_dossier WHERE owner_organisation_id = NEW.id));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER dossiers_filing_keeps_words AFTER INSERT OR UPDATE ON dossiers_filing
    FOR EACH ROW EXECUTE FUNCTION dossiers_words_of_filing();
CREATE TRIGGER dossiers_dossier_keeps_words AFTER UPDATE ON dossiers_dossier
    FOR EACH ROW EXECUTE FUNCTION dossiers_words_of_dossier();
CREATE TRIGGER dossiers_person_keeps_words AFTER UPDATE ON accounts_person
    FOR EACH ROW EXECUTE FUNCTION dossiers_words_of_person();
CREATE TRIGGER dossiers_organisation_keeps_words AFTER UPDATE ON accounts_organisation
    FOR EACH ROW EXECUTE FUNCTION dossiers_words_of_organisation();
"""
UNWORDS = """
DROP TRIGGER dossiers_organisation_keeps_words ON accounts_organisation;
DROP TRIGGER dossiers_person_keeps_words ON accounts_person;
DROP TRIGGER dossiers_dossier_keeps_words ON dossiers_dossier;
DROP TRIGGER dossiers_filing_keeps_words ON dossiers_filing;
DROP FUNCTION dossiers_words_of_organisation();
DROP FUNCTION dossiers_words_of_person();
DROP FUNCTION dossiers_words_of_dossier();
DROP FUNCTION dossiers_words_of_filing();
DROP FUNCTION dossiers_keep_words(bigint[]);
DROP FUNCTION dossiers_words_of(dossiers_dossier);
DROP FUNCTION dossiers_digits(text);
DROP FUNCTION dossiers_plain(text);
"""
KEEP_ALL = "INSERT INTO dossiers_searchwords SELECT id, dossiers_words_of(d) FROM dossiers_dossier d"
INDEX = "CREATE INDEX dossier_words ON dossiers_searchwords USING gin (words) WITH (fastupdate = off)"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_publishers'),
        ("dossiers", "0010_paper_verdicts"),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWords',
            fields=[
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search', serialize=False, to='dossiers.dossier')),
                ('words', django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.RunSQL(WORDS, UNWORDS),
        migrations.RunSQL(KEEP_ALL, migrations.RunSQL.noop),
        # a rare word is told from a common one only by statistics that know many words
        migrations.RunSQL(
            "ALTER TABLE dossiers_searchwords ALTER words SET STATISTICS 1000; ANALYZE dossiers_searchwords",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            INDEX,
            "DROP INDEX dossier_words",
            state_operations=[
                migrations.AddIndex(
                    model_name='searchwords',
                    index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='dossier_words'),
                )
            ],
        ),
    ]
