"""A request to a public authority, from draft to returned result: the heart of the house.

Words: dossier (hồ sơ), filing (lần nộp), supplement (bổ sung), acceptance (tiếp nhận), proposal (trình),
decision (quyết định), result (kết quả). Law: ND-61-2018/17, ND-45-2020/11.
"""
