"""A request to a public authority, from draft to returned result: the heart of the house.

Words: dossier (hồ sơ), filing (lần nộp), supplement (bổ sung), acceptance (tiếp nhận), proposal (trình),
decision (quyết định), result (kết quả). Law: NĐ 61/2018, NĐ 118/2025, NĐ 45/2020.
"""
