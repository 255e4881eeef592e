"""Money that a dossier owes: a charge, and the payments that settle it.

A payment recorded at the counter or seen on the account is an event with amount, number and date.
Ways to pay: direct, by transfer, by post operator, online. Law: ND-61-2018/22, ND-118-2025/24.
"""
