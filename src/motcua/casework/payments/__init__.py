"""Money that a dossier owes: a charge, and the payments that settle it.

A payment recorded at the counter or seen on the account is an event with amount, number and date.
Law: NĐ 61/2018 Đ22 (NĐ 118/2025 Đ24): direct, by transfer, by post operator, online.
"""
