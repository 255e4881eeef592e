"""Text layers in the encodings of before Unicode: TCVN3 (TCVN 5712:1993, VN3) and VNI for Windows.

Neither names itself in a file: the letters that come out are those of Western Europe, and only what they are
next to tells which of the two it was.
"""

import re
import unicodedata

_TCVN3 = {
    "µ": "à", "¸": "á", "¶": "ả", "·": "ã", "¹": "ạ",
    "¨": "ă", "»": "ằ", "¾": "ắ", "¼": "ẳ", "½": "ẵ", "Æ": "ặ",
    "©": "â", "Ç": "ầ", "Ê": "ấ", "È": "ẩ", "É": "ẫ", "Ë": "ậ",
    "®": "đ",
    "Ì": "è", "Ð": "é", "Î": "ẻ", "Ï": "ẽ", "Ñ": "ẹ",
    "ª": "ê", "Ò": "ề", "Õ": "ế", "Ó": "ể", "Ô": "ễ", "Ö": "ệ",
    "×": "ì", "Ý": "í", "Ø": "ỉ", "Ü": "ĩ", "Þ": "ị",
    "ß": "ò", "ã": "ó", "á": "ỏ", "â": "õ", "ä": "ọ",
    "«": "ô", "å": "ồ", "è": "ố", "æ": "ổ", "ç": "ỗ", "é": "ộ",
    "¬": "ơ", "ê": "ờ", "í": "ớ", "ë": "ở", "ì": "ỡ", "î": "ợ",
    "ï": "ù", "ó": "ú", "ñ": "ủ", "ò": "ũ", "ô": "ụ",
    "\u00ad": "ư", "õ": "ừ", "ø": "ứ", "ö": "ử", "÷": "ữ", "ù": "ự",
    "ú": "ỳ", "ý": "ý", "û": "ỷ", "ü": "ỹ", "þ": "ỵ",
    "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ",
}  # fmt: skip
_FROM_TCVN3 = str.maketrans(_TCVN3)
_ONLY_TCVN3 = re.compile(
    r"(?<=[A-Za-z])[µ¸¶·¹»¾¼½®©ª«¬\u00ad¨¦÷×]|[®§](?=[a-zµ¸¶·¹¨©ª«¬\u00ad])|[¨©ª«¬\u00ad](?=[a-z])"
)

_SMALL = re.compile(r"[a-z]")
_TWO_CAPITALS = re.compile(r"[A-Z].*[A-Z]")

_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HAT = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}


def _vni() -> dict[str, str]:
    """Every letter with its mark behind it, small and capital, and the letters that stand alone."""
    pairs = {base + mark: base + tone for base in "aeouy" for mark, tone in _TONES.items()}
    pairs |= {base + mark: base + "\u0302" + tone for base in "aeo" for mark, tone in _HAT.items()}
    pairs |= {"a" + mark: "a\u0306" + tone for mark, tone in _BREVE.items()}
    pairs |= {
        letter + mark: _VNI_ALONE[letter] + tone for letter in ("ô", "ö") for mark, tone in _TONES.items()
    }
    pairs |= _VNI_ALONE
    both = pairs | {old.upper(): new.upper() for old, new in pairs.items()}
    # a capital letter may carry a small mark, as some keyboards wrote it
    both |= {
        old[0].upper() + old[1:]: new[0].upper() + new[1:] for old, new in pairs.items() if len(old) == 2
    }
    return {old: unicodedata.normalize("NFC", new) for old, new in both.items()}


_VNI = _vni()
_IN_VNI = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_PAIRS_OF_VNI = re.compile(r"[aeouyôö][øùûõïâàáåãäêèéúüë](?![a-zà-ÿ]{6})", re.IGNORECASE)
_UNICODE = re.compile(r"[\u1ea0-\u1ef9ăĂđĐơƠưƯ]")
_LEAST = 3
"""Signs of an old encoding before it is believed: fewer may be a name in another language."""


def to_unicode(text: str) -> str:
    """The text in composed Unicode, whatever it was in; text that is Unicode already only gets composed."""
    composed = unicodedata.normalize("NFC", text)
    if len(_UNICODE.findall(composed)) >= _LEAST:
        return composed
    tcvn3, vni = len(_ONLY_TCVN3.findall(text)), len(_PAIRS_OF_VNI.findall(text))
    if max(tcvn3, vni) < _LEAST:
        return composed
    return from_tcvn3(text) if tcvn3 >= vni else from_vni(text)


def from_tcvn3(text: str) -> str:
    """Letters of TCVN3. Its capital fonts (.VnTimeH) drew small codes large: `CéNG HßA X·` is CỘNG HÒA XÃ."""
    words = re.split(r"(\s+)", text)
    meant = [word.translate(_FROM_TCVN3) for word in words]
    for place, word in enumerate(words):
        beside = [words[near] for near in (place - 2, place + 2) if 0 <= near < len(words)]
        strong = [bool(_TWO_CAPITALS.search(each)) for each in (word, *beside) if not _SMALL.search(each)]
        if not _SMALL.search(word) and any(strong):
            meant[place] = meant[place].upper()
    return unicodedata.normalize("NFC", "".join(meant))


def from_vni(text: str) -> str:
    return _IN_VNI.sub(lambda found: _VNI[found[0]], unicodedata.normalize("NFC", text))
