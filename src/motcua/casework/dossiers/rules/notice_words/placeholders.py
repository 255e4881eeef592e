"""The placeholders that notices are filled by. Samples are nobody's: they are made up for previews."""

from typing import Final

from motcua.casework.dossiers.rules.wordings import Placeholder

_STANDING_VI = """\
Cơ quan: Cơ quan mẫu
Thời điểm nộp: 08:15 ngày 02/01/2030.
Người tiếp nhận: Cán bộ mẫu, Bộ phận Một cửa mẫu, lúc 09:00 ngày 02/01/2030
Đang giải quyết: Phòng mẫu, đến 17:00 ngày 09/01/2030
Trả kết quả: hẹn 17:00 ngày 16/01/2030"""
_STANDING_EN = """\
Agency: Sample agency
Filed: 08:15 on 02/01/2030.
Received by: Sample officer, Sample one-stop desk, 09:00 on 02/01/2030
Worked on by: Sample division, until 17:00 on 09/01/2030
Result: due by 17:00 on 16/01/2030"""

ALL: Final = (
    Placeholder(
        "code", "mã hồ sơ", "mã của hồ sơ hoặc của yêu cầu", "H00.00-300102-0001", "H00.00-300102-0001"
    ),
    Placeholder("procedure", "thủ tục", "tên thủ tục", "Thủ tục mẫu", "Sample procedure"),
    Placeholder("agency", "cơ quan", "tên cơ quan", "Cơ quan mẫu", "Sample agency"),
    Placeholder(
        "standing",
        "tình hình hồ sơ",
        "năm dòng: cơ quan, lúc nộp, nơi hoặc người tiếp nhận, ai đang giải quyết, trả kết quả",
        _STANDING_VI,
        _STANDING_EN,
        is_sentence=True,
        tells=("agency", "filed", "reception", "hands", "result"),
    ),
    Placeholder(
        "filed",
        "lúc nộp",
        "dòng về thời điểm nộp",
        "Thời điểm nộp: 08:15 ngày 02/01/2030.",
        "Filed: 08:15 on 02/01/2030.",
    ),
    Placeholder(
        "reception",
        "tiếp nhận",
        "dòng về nơi hoặc người tiếp nhận",
        "Người tiếp nhận: Cán bộ mẫu, Bộ phận Một cửa mẫu, lúc 09:00 ngày 02/01/2030",
        "Received by: Sample officer, Sample one-stop desk, 09:00 on 02/01/2030",
    ),
    Placeholder(
        "hands",
        "đang giải quyết",
        "dòng về nơi, người đang giải quyết và đến bao giờ",
        "Đang giải quyết: Phòng mẫu, đến 17:00 ngày 09/01/2030",
        "Worked on by: Sample division, until 17:00 on 09/01/2030",
        is_sentence=True,
    ),
    Placeholder(
        "result",
        "trả kết quả",
        "dòng về việc trả kết quả",
        "Trả kết quả: hẹn 17:00 ngày 16/01/2030",
        "Result: due by 17:00 on 16/01/2030",
    ),
    Placeholder(
        "link",
        "liên kết",
        "địa chỉ trang của hồ sơ",
        "https://dichvucong.example/dossiers/H00.00-300102-0001/",
        "https://dichvucong.example/en/dossiers/H00.00-300102-0001/",
    ),
    Placeholder(
        "until", "thời hạn", "hạn của việc nêu trong thư", "17:00 ngày 09/01/2030", "17:00 on 09/01/2030"
    ),
    Placeholder("due", "ngày hẹn", "ngày hẹn trả kết quả", "17:00 ngày 16/01/2030", "17:00 on 16/01/2030"),
    Placeholder(
        "promised",
        "ngày đã hẹn",
        "ngày đã hẹn trên giấy tiếp nhận",
        "17:00 ngày 14/01/2030",
        "17:00 on 14/01/2030",
    ),
    Placeholder(
        "provisional",
        "ngày dự kiến",
        "câu nói ngày hẹn là dự kiến, khi chưa có lịch nghỉ chính thức",
        "Ngày này là dự kiến: chưa có lịch nghỉ chính thức của năm đó.",
        "This day is provisional: the official calendar of that year is not published yet.",
        is_sentence=True,
    ),
    Placeholder(
        "defects",
        "nội dung bổ sung",
        "mọi nội dung cần bổ sung, mỗi nội dung một dòng",
        "- Bản vẽ mặt bằng: tệp mờ, không đọc được.\n- Đơn: chưa ký.",
        "- Floor plan: the file cannot be read.\n- Application: not signed.",
    ),
    Placeholder("reason", "lý do", "lý do cán bộ đã ghi", "Lý do mẫu.", "Sample reason."),
    Placeholder("basis", "căn cứ", "căn cứ pháp lý cán bộ đã ghi", "Căn cứ mẫu", "Sample ground"),
    Placeholder("amount", "số tiền", "số tiền đã ghi nhận", "300.000 ₫", "300.000 ₫"),
    Placeholder(
        "pause_reason",
        "vì sao tạm dừng",
        "loại lý do tạm dừng tính thời hạn",
        "đo đạc, thử nghiệm",
        "measuring or testing",
    ),
    Placeholder("detail", "nói rõ", "lời nói rõ của cán bộ", "Lời nói rõ mẫu.", "Sample detail."),
    Placeholder("unit", "đơn vị", "đơn vị nêu trong thư", "Phòng mẫu", "Sample division"),
    Placeholder(
        "originals",
        "bản gốc",
        "câu nói bao nhiêu bản gốc đã được trả",
        "2 bản gốc đã được trao lại tại Bộ phận Một cửa và có ký nhận.",
        "2 originals were handed back at the one-stop desk and signed for.",
        is_sentence=True,
    ),
    Placeholder(
        "new_agency",
        "cơ quan giải quyết",
        "cơ quan có thẩm quyền vừa xác định",
        "Cơ quan mẫu B",
        "Sample agency B",
    ),
    Placeholder("number", "số bưu gửi", "số để theo dõi bưu gửi", "EB000000000VN", "EB000000000VN"),
    Placeholder("what", "việc đã xảy ra", "việc đã xảy ra, theo lời cơ quan", "Việc mẫu.", "Sample event."),
    Placeholder(
        "papers",
        "giấy tờ nộp lại",
        "các giấy tờ cần nộp lại",
        "Bản vẽ mặt bằng; Đơn",
        "Floor plan; Application",
    ),
    Placeholder(
        "old",
        "thủ tục cũ",
        "thủ tục lúc nộp, có mã",
        "Thủ tục mẫu A (1.000001)",
        "Sample procedure A (1.000001)",
    ),
    Placeholder(
        "new",
        "thủ tục đúng",
        "thủ tục đúng, có mã",
        "Thủ tục mẫu B (1.000002)",
        "Sample procedure B (1.000002)",
    ),
    Placeholder(
        "money",
        "khoản tiền",
        "câu nói phí phải nộp thêm hoặc đã nộp thừa",
        "Phí của thủ tục đúng là 300.000 ₫.",
        "The fee of the right procedure is 300.000 ₫.",
        is_sentence=True,
    ),
    Placeholder(
        "subject", "tiêu đề", "tiêu đề của thông báo", "Hồ sơ đã được tiếp nhận", "Your dossier is accepted"
    ),
)
KNOWN: Final = {one.key: one for one in ALL}
