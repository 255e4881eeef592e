"""What is wrong with a file or a page of it, in words for the person who sees to it."""

FILES = {
    "locked": "tệp có mật khẩu. Hãy gỡ mật khẩu rồi gửi lại.",
    "broken": "tệp bị hỏng. Hãy quét hoặc xuất lại tệp.",
    "empty": "tệp không có trang nào.",
    "heavy": "tệp quá nặng, máy không mở được trong giới hạn cho phép. Hãy chia nhỏ rồi gửi lại.",
    "active": "tệp chứa mã tự chạy. Hãy in lại thành PDF thường rồi gửi lại.",
    "unknown": "đây không phải là PDF, TIFF, JPEG hay PNG.",
    "signed": "tệp đã ký số, không được ghi thêm gì vào.",
}
PAGES = {
    "broken_page": "Trang bị hỏng, không mở được. Hãy quét lại trang này.",
    "no_page": "Tệp không có trang này.",
    "heavy_page": "Trang quá lớn, máy không mở được. Hãy quét lại trang này ở độ phân giải thấp hơn.",
}
