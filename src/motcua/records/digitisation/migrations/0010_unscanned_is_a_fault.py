from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('digitisation', '0009_entries_of_before'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='fault',
            name='fault_kind_is_known',
        ),
        migrations.AlterField(
            model_name='fault',
            name='kind',
            field=models.CharField(choices=[('unreadable', 'không đọc được tệp'), ('malware', 'tệp có mã độc'), ('unscanned', 'không kiểm được mã độc'), ('page_unreadable', 'không đọc được trang'), ('blank', 'trang trắng'), ('turned', 'trang nằm ngang'), ('upside_down', 'trang ngược'), ('skewed', 'trang nghiêng'), ('coarse', 'quét dưới độ phân giải'), ('cut_off', 'chữ chạm mép trang'), ('same_page', 'trùng với trang khác'), ('no_paper', 'không có văn bản nào'), ('no_place', 'không còn trang để thay'), ('no_words', 'không nhận ra chữ'), ('outside', 'hệ thống bên ngoài không trả lời'), ('by_hand', 'do người làm báo')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='fault',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['unreadable', 'malware', 'unscanned', 'page_unreadable', 'blank', 'turned', 'upside_down', 'skewed', 'coarse', 'cut_off', 'same_page', 'no_paper', 'no_place', 'no_words', 'outside', 'by_hand'])), name='fault_kind_is_known'),
        ),
    ]
