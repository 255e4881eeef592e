"""From fixed words to a signed PDF: typeset, draw the marks, sign. No table is written here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.foundation.kernel.ports import adapter
from motcua.records.signing import rules as signing
from motcua.records.signing.enums import CertificateKind, MarkKind
from motcua.records.signing.ports import Drawing, Mark, Rectangle

from . import rules, sources
from .ports import Typeset, Typesetter
from .sources import Sources

Sign = Callable[[bytes, CertificateKind, Mark], bytes]
Picture = Callable[[CertificateKind], bytes | None]


@dataclass(frozen=True)
class Made:
    pdf: bytes
    pages: int


def draft(*, template: Sources, data: dict[str, Any], at: datetime, claim: str = "") -> Made:
    """The paper exactly as it will be, but for the signatures."""
    typeset = typesetter().typeset(
        sources=template.files, main=template.main, data=data, qr=data["qr"], at=at, claim=claim
    )
    return Made(pdf=typeset.pdf, pages=typeset.pages)


def signed(
    *,
    template: Sources,
    data: dict[str, Any],
    signers: tuple[CertificateKind, ...],
    sign: Sign,
    picture: Picture,
    at: datetime,
    claim: str = "",
) -> Made:
    """The paper with the signatures of `signers`, in that order, each with its mark.

    The template says where they stand, by the places `leader` and `agency`; a paper signed by the agency
    alone shows its signature in words.
    """
    typeset = typesetter().typeset(
        sources=template.files, main=template.main, data=data, qr=data["qr"], at=at, claim=claim
    )
    pdf = typeset.pdf
    leader_place = typeset.places.get("leader")
    for kind in signers:
        if leader_place is None:
            box = signing.agency_text_rectangle(rules.free_box(typeset.places["agency"]))
            mark = _mark(MarkKind.AGENCY_TEXT, box, data, None, at)
        else:
            signature = signing.leader_rectangle(rules.free_box(leader_place))
            is_leader = kind is CertificateKind.LEADER
            box = signature if is_leader else signing.seal_rectangle(signature)
            mark = _mark(MarkKind.LEADER if is_leader else MarkKind.SEAL, box, data, picture(kind), at)
        pdf = sign(pdf, kind, mark)
    return Made(pdf=pdf, pages=typeset.pages)


def _mark(kind: MarkKind, box: Rectangle, data: dict[str, Any], picture: bytes | None, at: datetime) -> Mark:
    words = {
        "width_mm": box.width_mm,
        "height_mm": box.height_mm,
        "agency": data["head"]["agency"],
        "leader": data.get("signature", {}).get("name", ""),
        "signed_at": signing.moment_words(at),
        "is_sample": data["is_sample"],
        "has_picture": picture is not None,
    }
    return Mark(kind=kind, rectangle=box, drawing=_drawn(kind, words, picture, at).pdf)


def _drawn(kind: MarkKind, words: Mapping[str, Any], picture: bytes | None, at: datetime) -> Typeset:
    template = sources.current(f"mark_{kind.value}")
    return typesetter().typeset(
        sources=template.files, main=template.main, data=words, qr="", at=at, picture=picture
    )


class Marks:
    """What the signing room asks of this one: its port `MarkDrawer`."""

    def draw(self, *, kind: MarkKind, words: Mapping[str, str], width_mm: float, at: datetime) -> Drawing:
        drawn = _drawn(kind, {"width_mm": width_mm, "is_sample": False, **words}, None, at)
        return Drawing(pdf=drawn.pdf, width_mm=drawn.page_width_mm, height_mm=drawn.page_height_mm)


def typesetter() -> Typesetter:
    found: Typesetter = adapter("typesetter")
    return found
