"""Amounts are whole đồng (`…_vnd`)."""

_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_GROUPS = ["", "nghìn", "triệu", "tỷ"]


def format_vnd(amount_vnd: int) -> str:
    """`3000000` → `3.000.000 ₫`, with a no-break space."""
    return f"{amount_vnd:,}".replace(",", ".") + "\u00a0₫"


def _three(number: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words: list[str] = []
    if hundreds or full:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0 and ones and words:
        words += ["linh", _DIGITS[ones]]
    elif tens == 0 and ones:
        words.append(_DIGITS[ones])
    elif tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGITS[tens], "mươi"]
    if tens and ones:
        words.append("mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 else _DIGITS[ones])
    return words


def in_words(amount_vnd: int) -> str:
    """The amount in Vietnamese words, for receipts: `Ba triệu đồng`. Up to 999 tỷ."""
    if amount_vnd == 0:
        return "Không đồng"
    groups: list[int] = []
    rest = amount_vnd
    while rest:
        rest, group = divmod(rest, 1000)
        groups.append(group)
    words: list[str] = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            words += _three(groups[place], full=bool(words)) + ([_GROUPS[place]] if place else [])
    sentence = " ".join([*words, "đồng"])
    return sentence[0].upper() + sentence[1:]
