from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0004_list_imports'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='finding',
            name='finding_kind_is_known',
        ),
        migrations.AddField(
            model_name='listrow',
            name='corrected',
            field=models.JSONField(blank=True, help_text='The parts that an editor corrected.', null=True),
        ),
        migrations.AddField(
            model_name='listrow',
            name='corrected_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='listrow',
            name='corrected_by',
            field=models.CharField(blank=True, help_text='Code of the editor.', max_length=40, null=True),
        ),
        migrations.AlterField(
            model_name='finding',
            name='kind',
            field=models.CharField(choices=[('code_twice', 'a code stands twice'), ('two_levels', 'a procedure is listed at two levels'), ('no_current_level', 'a row has no current level'), ('level_for_one_case', 'a level holds only for one case'), ('note_of_another_act', 'a note speaks of another act than the name'), ('no_planned_level', 'a row has no planned level'), ('several_marks', 'a row has several marks'), ('level_goes_down', 'the plan is lower than the present level'), ('level_unclear', 'a level that no decree knows'), ('name_cut', 'a name was cut by a page break'), ('name_missing', 'a row has no name'), ('name_twice', 'a name stands twice'), ('word_twice', 'words stand twice in a row'), ('code_missing', 'rows have no code'), ('code_malformed', 'a code that is not formed like one'), ('code_unknown', 'a code that the catalogue does not know'), ('code_of_another_authority', 'a code of another authority'), ('ordinal_odd', 'a number of a row is missing, stands twice or leaps'), ('field_unknown', 'a field that the catalogue does not know'), ('field_two_spellings', 'a field is spelled in two ways'), ('count_differs', 'a count in the text differs from the rows'), ('number_differs', 'the document has two numbers'), ('formula', 'a formula'), ('external_link', 'links out of the file'), ('macro', 'a macro'), ('embedded_object', 'an embedded object'), ('hidden_part', 'hidden rows or sheets'), ('tracked_changes', 'changes that were not accepted'), ('wrong_extension', 'the name ends unlike the content'), ('columns_unclear', 'columns that cannot be told apart'), ('encoding_guessed', 'the letters had to be guessed')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['code_twice', 'two_levels', 'no_current_level', 'level_for_one_case', 'note_of_another_act', 'no_planned_level', 'several_marks', 'level_goes_down', 'level_unclear', 'name_cut', 'name_missing', 'name_twice', 'word_twice', 'code_missing', 'code_malformed', 'code_unknown', 'code_of_another_authority', 'ordinal_odd', 'field_unknown', 'field_two_spellings', 'count_differs', 'number_differs', 'formula', 'external_link', 'macro', 'embedded_object', 'hidden_part', 'tracked_changes', 'wrong_extension', 'columns_unclear', 'encoding_guessed'])), name='finding_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='listrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrected', None), ('corrected_at', None), ('corrected_by', None)), models.Q(('corrected__isnull', False), ('corrected_at__isnull', False), ('corrected_by__isnull', False)), _connector='OR'), name='list_row_is_corrected_by_someone'),
        ),
    ]
