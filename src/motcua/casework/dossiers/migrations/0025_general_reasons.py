"""The first general reasons. Plain words that rest on no law of their own; editors change or retire them."""

from typing import Any

from django.db import migrations
from django.utils import timezone

REASONS = (
    ("BS01", "supplement", "paper", "Tệp mờ, nghiêng hoặc bị che nên không đọc được: chụp hoặc quét lại cho rõ cả trang."),
    ("BS02", "supplement", "paper", "Thiếu trang: nộp lại đủ các trang của giấy tờ."),
    ("BS03", "supplement", "paper", "Tệp đã nộp không phải giấy tờ này: nộp đúng giấy tờ được nêu tên."),
    ("BS04", "supplement", "paper", "Thiếu chữ ký hoặc con dấu ở chỗ phải có: ký, đóng dấu rồi nộp lại."),
    ("BS05", "supplement", "paper", "Giấy tờ đã hết hạn: nộp bản còn hiệu lực."),
    ("BS06", "supplement", "paper", "Chưa nộp giấy tờ này: nộp theo thành phần hồ sơ của thủ tục."),
    ("BS07", "supplement", "any", "Nội dung khai và giấy tờ không khớp nhau: sửa cho khớp hoặc nộp giấy tờ đúng."),
    ("BS08", "supplement", "field", "Khai chưa đủ: khai đủ những gì mục này hỏi."),
    ("BS09", "supplement", "field", "Khai chưa rõ hoặc chưa đúng điều mục này hỏi: khai lại cho rõ."),
    ("BS10", "supplement", "field", "Sai con số hoặc sai đơn vị tính: kiểm tra và khai lại."),
    ("TC01", "refusal", "any", "Việc này không thuộc thẩm quyền giải quyết của cơ quan."),
    ("TC02", "refusal", "any", "Nội dung đề nghị không thuộc thủ tục này: nộp theo đúng thủ tục."),
)


def keep(apps: Any, schema_editor: Any) -> None:
    reason = apps.get_model("dossiers", "Reason")
    reason.objects.bulk_create(
        [
            reason(
                code=code, act=act, about=about, sentence=sentence, changed_by="motcua", changed_at=timezone.now()
            )
            for code, act, about, sentence in REASONS
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0024_reasons")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
