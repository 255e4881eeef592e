"""What the made procedures are made of: acts, kinds of papers and things. Test data, not law.

Every made procedure is one act on one kind of paper for one thing ("gia hạn" · "giấy phép bán lẻ" · "rượu"),
so that each has near-twins in three directions. Things, kinds and acts have slugs: `gia-han.ban-le.ruou`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.foundation.kernel.text import search_words

ACTS = {
    "cap": "cấp",
    "cap-lai": "cấp lại",
    "gia-han": "gia hạn",
    "sua-doi": "sửa đổi, bổ sung",
    "cap-doi": "cấp đổi",
    "thu-hoi": "thu hồi",
    "cham-dut": "chấm dứt hiệu lực",
}
RECORDS = {
    "dang-ky": "đăng ký",
    "dang-ky-lai": "đăng ký lại",
    "thay-doi": "thay đổi, cải chính nội dung đăng ký",
    "ban-sao": "cấp bản sao giấy chứng nhận đăng ký",
    "xoa": "xóa đăng ký",
}
SUPPORT = {
    "ho-tro": "hỗ trợ kinh phí",
    "thay-doi": "thay đổi nội dung hợp đồng hỗ trợ",
    "nghiem-thu": "nghiệm thu kết quả hỗ trợ",
    "cham-dut": "chấm dứt hợp đồng hỗ trợ",
}
GOODS = """
rượu; bia; thuốc lá; xăng dầu; khí hóa lỏng; hóa chất; phân bón; thuốc bảo vệ thực vật; thuốc thú y;
thức ăn chăn nuôi; giống cây trồng; giống vật nuôi; gạo; cà phê; chè; hồ tiêu; muối; đường; sữa;
nước đóng chai; nước mắm; bánh kẹo; thịt gia súc; thịt gia cầm; thủy sản; rau quả; mật ong; dầu ăn;
thực phẩm chức năng; mỹ phẩm; thuốc tân dược; dược liệu; trang thiết bị y tế; vắc xin; sinh phẩm y
tế; đồ chơi trẻ em; mũ bảo hiểm; thiết bị điện gia dụng; dây cáp điện; thiết bị viễn thông; điện
thoại di động; máy tính; phần mềm; thép xây dựng; xi măng; gạch ốp lát; kính xây dựng; sơn; gỗ; tre
nứa; giấy; bao bì; nhựa; cao su; vải; quần áo; giày dép; đồ da; vàng trang sức; đá quý; vật liệu nổ
công nghiệp; pháo hoa; tiền chất công nghiệp; chất phóng xạ; phế liệu; dầu nhớt; ắc quy; pin; lốp
xe; phụ tùng ô tô; ô tô; xe máy điện; xe đạp điện; tàu cá; máy nông nghiệp; bếp ga; bình chữa cháy;
thang máy; nồi hơi; sách; băng đĩa
"""
PEOPLE = """
dược sĩ; bác sĩ; điều dưỡng; y học cổ truyền; nha khoa; thú y; kiến trúc sư; kỹ sư xây dựng; giám
sát xây dựng; khảo sát địa chất; định giá đất; môi giới bất động sản; luật sư; công chứng viên; đấu
giá viên; thừa phát lại; kế toán; kiểm toán; hướng dẫn viên du lịch; lái xe khách; lái tàu; thuyền
trưởng; thợ lặn; điện lực; hàn áp lực; vận hành cần trục; phòng cháy chữa cháy; huấn luyện an toàn
lao động; quan trắc môi trường; đo đạc bản đồ; khí tượng thủy văn; giám định thương mại; giám định
tư pháp; biên phiên dịch; giáo viên mầm non; dạy lái xe; bảo vệ; vệ sĩ; báo chí; phát thanh viên; tư
vấn đấu thầu; tư vấn du học; xuất khẩu lao động; ứng phó sự cố bức xạ; tẩy xạ; lắp đặt nguồn phóng
xạ; kiểm định thiết bị bức xạ; hiệu chuẩn thiết bị bức xạ
"""
DEVICES = """
thiết bị X-quang thú y; thiết bị soi kiểm tra hành lý; thiết bị chụp ảnh phóng xạ công nghiệp; máy
gia tốc xạ trị; máy gia tốc công nghiệp; nguồn phóng xạ kín đo mức; nguồn phóng xạ hở trong y học
hạt nhân; thiết bị chiếu xạ khử trùng; thiết bị phân tích huỳnh quang tia X; thiết bị đo độ ẩm bằng
nguồn phóng xạ; thiết bị xạ trị từ xa; thiết bị xạ trị áp sát; thiết bị xạ phẫu; thiết bị phát
nơtron; kho lưu giữ nguồn phóng xạ; chất thải phóng xạ; quặng phóng xạ; đồng vị phóng xạ cho nghiên
cứu; thiết bị soi công ten nơ; thiết bị soi bo mạch
"""
INSTRUMENTS = """
đồng hồ nước lạnh; công tơ điện; cột đo xăng dầu; cột đo khí hóa lỏng; cân ô tô; cân bàn; cân phân
tích; cân treo; quả cân chuẩn; bể đong cố định; xi téc ô tô; đồng hồ đo khí; huyết áp kế; nhiệt kế y
học; máy đo tốc độ xe; máy đo nồng độ cồn; máy đo độ ồn; máy đo độ rung; áp kế; máy đo điện tim; máy
đo điện não; taximet; thước cuộn; máy đo pH nước thải; máy đo nồng độ bụi; biến dòng đo lường; biến
áp đo lường; máy đo thủy chuẩn; máy đo quang phổ; ca đong
"""
THINGS = """
khai sinh; khai tử; kết hôn; nhận cha, mẹ, con; giám hộ; nuôi con nuôi; hộ kinh doanh; hợp tác xã;
doanh nghiệp tư nhân; công ty cổ phần; thường trú; tạm trú; xe ô tô; xe mô tô; tàu thuyền; quyền sử
dụng đất; nhà ở; thế chấp tài sản; nhãn hiệu; kiểu dáng công nghiệp; sáng chế; giải pháp hữu ích;
quyền tác giả; chương trình máy tính; mã số mã vạch; website thương mại điện tử; khuyến mại; hội chợ
triển lãm; mã số thuế; nội quy lao động; thang lương; sử dụng tài khoản định danh; lớp dạy thêm; câu
lạc bộ thể thao; lễ hội; máy móc chuyên dùng
"""
PROJECTS = """
đổi mới công nghệ; mua máy móc tiên tiến; bảo hộ sở hữu trí tuệ ở nước ngoài; tham gia hội chợ công
nghệ; khởi nghiệp sáng tạo; chuyển đổi số doanh nghiệp nhỏ; áp dụng hệ thống quản lý chất lượng ISO;
truy xuất nguồn gốc; năng suất chất lượng; phòng thí nghiệm; công bố bài báo quốc tế; đào tạo nhân
lực công nghệ; tiết kiệm năng lượng; xây dựng chỉ dẫn địa lý; phát triển sản phẩm OCOP; nghiên cứu
khoa học của sinh viên; thuê chuyên gia nước ngoài; sản xuất sạch hơn; thương mại hóa kết quả nghiên
cứu; vườn ươm doanh nghiệp
"""


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its slug, how a name says it, who grants it, its acts, its things."""

    slug: str
    words: str
    agency: str
    field: str
    acts: dict[str, str]
    things: str


KINDS = (
    Kind("ban-le", "giấy phép kinh doanh bán lẻ {}", "cong-thuong", "Thương mại", ACTS, GOODS),
    Kind("ban-buon", "giấy phép kinh doanh bán buôn {}", "cong-thuong", "Thương mại", ACTS, GOODS),
    Kind("san-xuat", "giấy chứng nhận đủ điều kiện sản xuất {}", "cong-thuong", "Công nghiệp", ACTS, GOODS),
    Kind("nhap-khau", "giấy phép nhập khẩu {}", "cong-thuong", "Xuất nhập khẩu", ACTS, GOODS),
    Kind("luu-hanh", "giấy chứng nhận lưu hành tự do {}", "cong-thuong", "Xuất nhập khẩu", ACTS, GOODS),
    Kind(
        "van-chuyen",
        "giấy chứng nhận đủ điều kiện vận chuyển {}",
        "giao-thong",
        "Vận tải",
        ACTS,
        GOODS,
    ),
    Kind("hanh-nghe", "chứng chỉ hành nghề {}", "noi-vu", "Hành nghề", ACTS, PEOPLE),
    Kind("co-so", "giấy phép hoạt động cơ sở đào tạo {}", "noi-vu", "Đào tạo", ACTS, PEOPLE),
    Kind(
        "buc-xa",
        "giấy phép tiến hành công việc bức xạ (sử dụng {})",
        "khcn",
        "An toàn bức xạ hạt nhân",
        ACTS,
        DEVICES,
    ),
    Kind(
        "kiem-dinh",
        "giấy chứng nhận đủ điều kiện kiểm định {}",
        "khcn",
        "Tiêu chuẩn đo lường chất lượng",
        ACTS,
        INSTRUMENTS,
    ),
    Kind(
        "mau-do",
        "quyết định phê duyệt mẫu phương tiện đo {}",
        "khcn",
        "Tiêu chuẩn đo lường chất lượng",
        ACTS,
        INSTRUMENTS,
    ),
    Kind("so-bo", "{}", "ubnd", "Hộ tịch, đăng ký", RECORDS, THINGS),
    Kind("du-an", "{}", "khcn", "Hoạt động khoa học và công nghệ", SUPPORT, PROJECTS),
)


def things_of(kind: Kind) -> list[str]:
    return [" ".join(one.split()) for one in kind.things.split(";")]


def made() -> Iterator[tuple[str, str, Kind]]:
    """Key, name and kind of every made procedure."""
    for kind in KINDS:
        for thing in things_of(kind):
            for slug, act in kind.acts.items():
                key = f"{slug}.{kind.slug}.{'-'.join(search_words(thing))}"
                yield key, f"{act[0].upper()}{act[1:]} {kind.words.format(thing)}", kind
