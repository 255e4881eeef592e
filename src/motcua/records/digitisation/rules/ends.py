"""The end of a document: who signed, as what and by what power, and who received it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .pages import Line
from .values import Value, from_lines
from .words import AGENCY, POWERS, RECIPIENTS, TITLE, title_meant

_POWER = re.compile(r"^\W*(TUQ|TM|KT|TL|Q)\s*[.,:;]\s*(?=\w)|^\W*(QUYEN)\b")
_NAME = re.compile(r"^(?:(?:GS|PGS|TS|ThS|Ths|CN|KS|BS|Dr)\.?\s*)*[^\W\d_a-z]\w+(?:\s+[^\W\d_a-z]\w*){1,5}$")
_BULLET = re.compile(r"^\s*(?:[^\w\s(“\"]|_){1,2}\s*|^\s*\d+\.\s+")
_LETTER_FOR_BULLET = re.compile(r"^[a-z]\W?\s+(?=[A-ZĐƯÔÂ])|^[a-z]\W\s*(?=[A-ZĐƯÔÂ])")
_COMMA = re.compile(r",(?=\S)")
_ENDS = re.compile(r"[;,.\s/]+$")
_ARCHIVE = re.compile(r"^\W*l[uư]u\b", re.IGNORECASE)
_ARCHIVE_OFFICE = re.compile(r"^L[uư]u:\s*V[TIFŨl](?:[;,.]?\s*(?=\S)|$)")
"""The first place of the archive line is the clerk's office, VT, whatever a machine makes of its T."""
_SIGNATURE_ROWS = 14
_NOT_NAMES = re.compile(
    r"\b(noi nhan|kinh gui|phu luc|danh muc|luu|dieu|chuong|ban dien tu|noi dung)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Signed:
    power: Value | None
    title: Value | None
    signer: Value | None


NOBODY = Signed(None, None, None)


def find_recipients(lines: Sequence[Line]) -> tuple[Value | None, int | None]:
    """What is listed under `Nơi nhận:`, and the place of that line."""
    for place, line in enumerate(lines):
        if RECIPIENTS.match(line.folded):
            return _list(lines, place), place
    return None, None


def _list(lines: Sequence[Line], place: int) -> Value | None:
    first = lines[place]
    items: list[str] = []
    kept: list[Line] = []
    begun = first.text.split(":", 1)[1].strip(" *") if ":" in first.text else ""
    if begun:
        items.append(_item(begun))
        kept.append(first)
    archived = False
    for line in lines[place + 1 :]:
        if not _in_column(line, first) or _is_heading(line):
            continue
        is_item = any(form.match(line.text) for form in (_BULLET, _LETTER_FOR_BULLET, _ARCHIVE))
        if line.page != first.page or (not is_item and (line.is_capitals or archived or not items)):
            break
        if is_item:
            items.append(_item(line.text))
            archived = archived or bool(_ARCHIVE.match(line.text))
        elif kept and kept[-1].text.rstrip().endswith(";"):
            items.append(_item(line.text))
        elif line.follows_blank:
            break
        else:
            items[-1] = f"{items[-1]} {_item(line.text)}"
        kept.append(line)
    items = [item for item in items if any(char.isalpha() for char in item)]
    return from_lines(tuple(items), kept, sure=0.92) if items else None


def _is_heading(line: Line) -> bool:
    """A line such as `Bản điện tử:` inside the list."""
    return line.text.rstrip(" *").endswith(":") and len(line.text) < 30


def _item(text: str) -> str:
    bare = _LETTER_FOR_BULLET.sub("", _BULLET.sub("", text.strip()))
    bare = _COMMA.sub(", ", _ENDS.sub("", bare))
    return _ARCHIVE_OFFICE.sub(_office, bare)


def _office(found: re.Match[str]) -> str:
    return "Lưu: VT, " if found.end() < len(found.string) else "Lưu: VT"


def _in_column(line: Line, first: Line) -> bool:
    if line.box is None or first.box is None:
        return line.column == first.column
    return line.box.left < first.box.left + 0.22


def find_signer(lines: Sequence[Line], recipients_at: int | None) -> Signed:
    """Beside or below the recipients; without them, under the last title in capitals."""
    around = _beside(lines, recipients_at)
    titles = [line for line in around if _is_title(line)]
    if titles:
        after = [line for line in around if _follows(line, titles[0])]
        return _signed(after)
    names = [line for line in around if _is_name(line)]
    if recipients_at is not None and names:
        return Signed(None, None, _name(names[-1], sure=0.85))
    return NOBODY


def _beside(lines: Sequence[Line], recipients_at: int | None) -> list[Line]:
    if recipients_at is None:
        lasts = [place for place, line in enumerate(lines) if _is_title(line) and not _decides(lines, place)]
        if not lasts:
            return []
        first = lasts[-1]
        while first and lines[first - 1].page == lines[first].page and _is_title(lines[first - 1]):
            first -= 1
        return list(lines[first : first + _SIGNATURE_ROWS])
    anchor = lines[recipients_at]
    near = [line for line in lines if line.page == anchor.page and anchor.row - 4 <= line.row]
    if anchor.box is None:
        above = [line for line in near if line.row < anchor.row and _is_title(line)]
        rest = [line for line in near if line.row > anchor.row or (line.row == anchor.row and line != anchor)]
        if above and not any(_is_title(line) for line in rest):
            return [*above, *rest]
        return [*rest[: 4 * _SIGNATURE_ROWS]]
    return [line for line in near if line.box and line.box.middle > max(0.5, anchor.box.right)]


def _decides(lines: Sequence[Line], place: int) -> bool:
    """Whether it is the line above `Căn cứ`, which names who decides, not who signs."""
    below = lines[place + 1 : place + 3]
    return any(re.match(r"\W*(can cu|theo|xet)\b", line.folded, re.IGNORECASE) for line in below)


def _follows(line: Line, first: Line) -> bool:
    return line.page == first.page and line.row >= first.row


def _is_title(line: Line) -> bool:
    if not line.is_capitals or len(line.text) > 70:
        return False
    bare = line.folded.strip(" *")
    rest = _POWER.sub("", bare)
    return bool(rest != bare and rest) or bool(TITLE.match(rest)) or title_meant(rest) is not None


def _is_name(line: Line) -> bool:
    text = line.text.strip(" *_.,")
    if len(text) < 5 or len(text) > 45 or _NOT_NAMES.search(line.folded) or TITLE.match(line.folded.upper()):
        return False
    if line.is_capitals and AGENCY.match(line.folded.upper()):
        return False
    return bool(_NAME.match(text))


def _signed(after: Sequence[Line]) -> Signed:
    """From the first title on: power, title of who signed, then the name under it."""
    titles: list[Line] = []
    name: Line | None = None
    for line in after:
        if name is None and line.is_capitals and (_is_title(line) or (titles and _goes_on(line, titles[-1]))):
            titles.append(line)
        elif _is_name(line) and (line.box is None or titles[0].box is None or _below(line, titles[0])):
            name = line
            break
    power = _power(titles)
    own = _own_title(titles)
    return Signed(power, own, _name(name, sure=0.93) if name else None)


def _goes_on(line: Line, title: Line) -> bool:
    """A title over two lines: `GIÁM ĐỐC TRUNG TÂM` / `KỸ THUẬT ĐO LƯỜNG`."""
    letters = sum(char.isalpha() for char in line.text)
    sure = all(word.confidence > 0.6 for word in line.words)
    return line.row == title.row + 1 and letters > 4 and sure and not _is_name(line)


def _below(line: Line, title: Line) -> bool:
    assert line.box is not None
    assert title.box is not None
    return abs(line.box.middle - title.box.middle) < 0.2


def _power(titles: Sequence[Line]) -> Value | None:
    for line in titles:
        found = _POWER.match(line.folded)
        if found:
            value = "Q." if found[2] else f"{found[1]}."
            assert value in POWERS
            return from_lines(value, [line.part(0, found.end())], sure=0.95, raw=line.text)
    return None


def _own_title(titles: Sequence[Line]) -> Value | None:
    """Under `KT. GIÁM ĐỐC` stands the signer's own; `TM.` and `Q.` may stand on the line of the only one."""
    if not titles:
        return None
    bare = [line for line in titles if not _POWER.match(line.folded)]
    kept = bare or titles[-1:]
    value = " ".join(line.text.strip(" *.,-–_|:") for line in kept)
    if not bare:
        found = _POWER.match(kept[0].folded)
        value = value[found.end() :].strip(" .") if found else value
        if found and found[1] in ("TM", "KT", "TL", "TUQ"):
            return None  # whom it was signed for; the signer's own title is not written
    value = " ".join(value.split())
    meant = title_meant(value) if value else None
    if meant and meant != value:
        return from_lines(meant, list(kept), sure=0.8)
    return from_lines(value, list(kept), sure=0.93) if value else None


def _name(line: Line, *, sure: float) -> Value:
    value = " ".join(line.text.strip(" *_.,").split())
    return from_lines(value, [line], sure=sure)
