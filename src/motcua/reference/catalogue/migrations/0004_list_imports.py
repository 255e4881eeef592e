import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def keep_what_came_in(apps, schema_editor):
    """Lists that came in before imports were kept get one, told by what their rows became."""
    rows, levels = apps.get_model("catalogue", "ListRow"), apps.get_model("catalogue", "Level")
    findings = apps.get_model("catalogue", "Finding")
    for slug in sorted(set(rows.objects.values_list("list_slug", flat=True))):
        row = rows.objects.filter(list_slug=slug, publication__isnull=False).order_by("ordinal").first()
        level = levels.objects.filter(source_row__list_slug=slug, kind="planned").order_by("pk").first()
        if row is None or level is None:
            continue
        code = row.publication.full_code
        first = findings.objects.filter(list_slug=slug).order_by("found_at").first()
        apps.get_model("catalogue", "ListImport").objects.create(
            slug=slug,
            agency_id=row.publication.agency_id,
            authority=code.rpartition(".")[2] if "." in code else code.partition("-")[0],
            title=slug,
            document=level.source,
            scheme=level.scheme,
            plan_year=level.year or 0,
            imported_by="motcua",
            imported_at=first.found_at if first else timezone.now(),
        )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_publishers'),
        ('catalogue', '0003_search_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('authority', models.CharField(help_text='What the codes end in, such as H50.', max_length=10)),
                ('title', models.CharField(max_length=300)),
                ('document', models.CharField(help_text='Number and day of the document, as cited.', max_length=200)),
                ('scheme', models.CharField(choices=[('ND43', 'NĐ 43/2011/NĐ-CP'), ('ND42', 'NĐ 42/2022/NĐ-CP'), ('ND224', 'NĐ 224/2026/NĐ-CP')], max_length=10)),
                ('plan_year', models.PositiveSmallIntegerField()),
                ('file_name', models.CharField(blank=True, default='', max_length=200)),
                ('file_type', models.CharField(blank=True, default='', max_length=10)),
                ('file_sha256', models.CharField(blank=True, default='', max_length=64)),
                ('imported_by', models.CharField(max_length=40)),
                ('imported_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-imported_at', 'slug'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='finding',
            name='finding_kind_is_known',
        ),
        migrations.AddField(
            model_name='listrow',
            name='confirmed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='listrow',
            name='confirmed_by',
            field=models.CharField(blank=True, help_text='Code of the editor.', max_length=40, null=True),
        ),
        migrations.AlterField(
            model_name='finding',
            name='kind',
            field=models.CharField(choices=[('code_twice', 'a code stands twice'), ('two_levels', 'a procedure is listed at two levels'), ('no_current_level', 'a row has no current level'), ('level_for_one_case', 'a level holds only for one case'), ('note_of_another_act', 'a note speaks of another act than the name'), ('no_planned_level', 'a row has no planned level'), ('several_marks', 'a row has several marks'), ('level_goes_down', 'the plan is lower than the present level'), ('level_unclear', 'a level that no decree knows'), ('name_cut', 'a name was cut by a page break'), ('name_missing', 'a row has no name'), ('name_twice', 'a name stands twice'), ('word_twice', 'words stand twice in a row'), ('code_missing', 'rows have no code'), ('code_malformed', 'a code that is not formed like one'), ('code_unknown', 'a code that the catalogue does not know'), ('code_of_another_authority', 'a code of another authority'), ('ordinal_odd', 'a number of a row is missing, stands twice or leaps'), ('field_unknown', 'a field that the catalogue does not know'), ('field_two_spellings', 'a field is spelled in two ways'), ('count_differs', 'a count in the text differs from the rows'), ('number_differs', 'the document has two numbers'), ('formula', 'a formula'), ('external_link', 'links out of the file'), ('macro', 'a macro'), ('embedded_object', 'an embedded object'), ('hidden_part', 'hidden rows or sheets'), ('tracked_changes', 'changes that were not accepted'), ('wrong_extension', 'the name ends unlike the content'), ('encoding_guessed', 'the letters had to be guessed')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['code_twice', 'two_levels', 'no_current_level', 'level_for_one_case', 'note_of_another_act', 'no_planned_level', 'several_marks', 'level_goes_down', 'level_unclear', 'name_cut', 'name_missing', 'name_twice', 'word_twice', 'code_missing', 'code_malformed', 'code_unknown', 'code_of_another_authority', 'ordinal_odd', 'field_unknown', 'field_two_spellings', 'count_differs', 'number_differs', 'formula', 'external_link', 'macro', 'embedded_object', 'hidden_part', 'tracked_changes', 'wrong_extension', 'encoding_guessed'])), name='finding_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='listrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('publication__isnull', False)), _connector='OR'), name='list_row_is_confirmed_by_someone_as_something'),
        ),
        migrations.AddField(
            model_name='listimport',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='list_imports', to='accounts.agency'),
        ),
        migrations.AddConstraint(
            model_name='listimport',
            constraint=models.CheckConstraint(condition=models.Q(('scheme__in', ['ND43', 'ND42', 'ND224'])), name='list_scheme_is_known'),
        ),
        migrations.RunPython(keep_what_came_in, migrations.RunPython.noop),
    ]
