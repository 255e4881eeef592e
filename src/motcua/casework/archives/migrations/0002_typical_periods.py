"""The periods that the product ships: typical for the sector, read in no text of the law."""

from typing import Any

from django.db import migrations
from django.utils import timezone

SOURCE = "Thời hạn thường gặp của hồ sơ trong ngành; chưa đọc được trong văn bản quy định"
KINDS = (
    ("RK-CAPPHEP", "Hồ sơ giải quyết thủ tục cấp giấy phép, chứng chỉ, giấy chứng nhận", 20, True),
    ("RK-SOHUONGDAN", "Sổ hướng dẫn", 10, False),
    ("RK-QUYETDINH", "Quyết định", None, False),
)


def keep(apps: Any, schema_editor: Any) -> None:
    kind = apps.get_model("archives", "RecordKind")
    kind.objects.bulk_create(
        [
            kind(
                code=code, title=title, years=years, source=SOURCE, is_verified=False, is_default=is_default,
                set_at=timezone.now(),
            )
            for code, title, years, is_default in KINDS
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("archives", "0001_retention_and_transfers")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
