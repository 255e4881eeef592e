"""A signed paper, and every way in which somebody may have altered it or its signatures."""

import asyncio
import hashlib
import io
import re
from collections.abc import Callable

import pikepdf
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from motcua.adapters.signing import pades
from tests.adapters.signing.second_opinion import RANGE
from tests.factories import files
from tests.factories.papers import a_key

Change = Callable[[bytes], bytes]
Write = Callable[[IncrementalPdfFileWriter], None]


def a_paper() -> bytes:
    """Two pages: words, a stamp laid over them, and a second catalogue that nobody looks at before it is signed."""
    with pikepdf.new() as pdf:
        for number in range(2):
            pdf.add_blank_page(page_size=(595, 842))
            page = pdf.pages[number]
            font = pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
            over = pdf.make_indirect(
                pikepdf.Stream(
                    pdf, b"1 g 100 600 200 30 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                    BBox=pikepdf.Array([0, 0, 595, 842]),
                )
            )  # fmt: skip
            page.obj.Resources = pikepdf.Dictionary(
                Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary(O=over)
            )
            page.Contents = pdf.make_stream(b"BT /F 14 Tf 100 610 Td (1.000.000 dong) Tj ET /O Do")
        other = pdf.make_indirect(pikepdf.Dictionary(pdf.Root))
        tree = pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=1, Kids=pikepdf.Array([pdf.pages[1].obj]))
        other.Pages = pdf.make_indirect(tree)
        pdf.Root.Shadow = other
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
        return out.getvalue()


def updated(write: Write) -> Change:
    """As an editor saves: a new revision after all that is there."""

    def change(pdf: bytes) -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        write(writer)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return change


def flipped(signature: int, part: int) -> Change:
    """One byte within a range that this signature covers, and none before it does: a letter of a name."""

    def change(pdf: bytes) -> bytes:
        found = [tuple(int(number) for number in one.groups()) for one in RANGE.finditer(pdf)]
        first, length, second, rest = found[signature]
        before = sum(found[signature - 1][2:]) if signature else first
        begin, end = (before, first + length) if part == 0 else (second, second + rest)
        place = next(place for name in (b"/Type", b"/Root") if (place := pdf.find(name, begin, end)) >= 0)
        bent = bytearray(pdf)
        bent[place + 2] ^= 1
        return bytes(bent)

    return change


def _page(writer: IncrementalPdfFileWriter, number: int = 0) -> generic.DictionaryObject:
    found = writer.find_page_for_modification(number)[0].get_object()  # type: ignore[no-untyped-call]
    assert isinstance(found, generic.DictionaryObject)
    return found


def _box(*sides: int) -> generic.ArrayObject:
    return generic.ArrayObject([generic.NumberObject(side) for side in sides])


def add_a_page(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Pages"]
    page = {
        "/Type": pdf_name("/Page"), "/Parent": writer.root.raw_get("/Pages"), "/MediaBox": _box(0, 0, 595, 842)
    }  # fmt: skip
    tree["/Kids"].append(
        writer.add_object(generic.DictionaryObject({pdf_name(k): v for k, v in page.items()}))
    )
    tree["/Count"] = generic.NumberObject(len(tree["/Kids"]))
    writer.update_container(tree)


def take_a_page(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Pages"]
    del tree["/Kids"][1]
    tree["/Count"] = generic.NumberObject(1)
    writer.update_container(tree)


def lay_a_note_over(writer: IncrementalPdfFileWriter) -> None:
    page = _page(writer)
    note = {
        "/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/FreeText"), "/Rect": _box(90, 590, 320, 640),
        "/Contents": generic.pdf_string("9.000.000 dong"), "/DA": generic.pdf_string("/Helv 14 Tf 0 g"),
    }  # fmt: skip
    added = writer.add_object(generic.DictionaryObject({pdf_name(k): v for k, v in note.items()}))
    before = list(list.__iter__(page["/Annots"])) if "/Annots" in page else []
    page["/Annots"] = generic.ArrayObject([*before, added])
    writer.update_container(page)


def replace_the_words(writer: IncrementalPdfFileWriter) -> None:
    page = _page(writer)
    words = b"BT /F 14 Tf 100 610 Td (9.000.000 dong) Tj ET"
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=words))
    writer.update_container(page)


def take_off_what_covered(writer: IncrementalPdfFileWriter) -> None:
    """Shadow attack "hide": what covered the words when it was signed is emptied."""
    over = _page(writer)["/Resources"]["/XObject"]["/O"]
    over._data, over._encoded_data = b"", None
    writer.update_container(over)


def put_another_font(writer: IncrementalPdfFileWriter) -> None:
    """Shadow attack "replace": the letters of the words are drawn otherwise."""
    font = _page(writer)["/Resources"]["/Font"]["/F"]
    font["/BaseFont"] = pdf_name("/Symbol")
    writer.update_container(font)


def look_elsewhere(pdf: bytes) -> bytes:
    """Shadow attack "hide and replace": nothing but a new trailer, which names the other catalogue."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        other, size = opened.Root.Shadow.objgen[0], int(opened.trailer.Size)
    before = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    place = len(pdf) + 1
    return pdf + (
        b"\nxref\n0 0\ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, other, before, place)
    )


def fill_in_a_field(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]
    field = {
        "/FT": pdf_name("/Tx"), "/T": generic.pdf_string("amount"), "/V": generic.pdf_string("9.000.000")
    }  # fmt: skip
    form["/Fields"].append(
        writer.add_object(generic.DictionaryObject({pdf_name(k): v for k, v in field.items()}))
    )
    writer.update_container(form)


def do_something_when_opened(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    )
    writer.update_root()


def saved_anew(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out)
    return out.getvalue()


def locked_up(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user="", owner="owner"))
    return out.getvalue()


def without_signatures(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.Root.AcroForm
        for page in opened.pages:
            if "/Annots" in page.obj:
                del page.obj.Annots
        opened.save(out)
    return out.getvalue()


def emptied(pdf: bytes) -> bytes:
    """Universal forgery: the signature has no content any more, its frame stays."""
    found = list(RANGE.finditer(pdf))[-1]
    first, length, second, _rest = (int(number) for number in found.groups())
    return pdf[: first + length + 1] + b"0" * (second - first - length - 2) + pdf[second - 1 :]


def without_a_range(pdf: bytes) -> bytes:
    """Universal forgery: nobody says any more what is signed."""
    found = list(RANGE.finditer(pdf))[-1]
    return pdf[: found.start()] + b"/ByteRangX" + pdf[found.start() + 10 :]


def with_a_broken_table(pdf: bytes) -> bytes:
    return pdf + b"\nxref\n0 1\nno table at all\ntrailer\n<<>>\nstartxref\n%d\n%%%%EOF\n" % (len(pdf) + 1)


def signed_in_part(pdf: bytes) -> bytes:
    """A signature that holds, by the signer's own key, over all but the end of the file."""
    found = list(RANGE.finditer(pdf))[-1]
    first, length, second, rest = (int(number) for number in found.groups())
    short = b"/ByteRange [%d %d %d %d" % (first, length, second, rest - 40)
    width = found.end() - found.start()
    bent = pdf[: found.start()] + short.ljust(width - 1) + b"]" + pdf[found.end() :]
    return _signed_again(bent, first, length, second, rest - 40)


def _signed_again(pdf: bytes, first: int, length: int, second: int, rest: int) -> bytes:
    key = a_key("altered-agency", "Sở Khoa học và Công nghệ")
    signer = pades.signer_of(load_pkcs12(key.read_bytes(), b"motcua-demo"))
    digest = hashlib.sha256(pdf[first : first + length] + pdf[second : second + rest]).digest()
    envelope = asyncio.run(signer.async_sign(digest, "sha256", use_pades=True)).dump()
    room = second - first - length - 2
    digits = envelope.hex().encode().ljust(room, b"0")
    return pdf[: first + length + 1] + digits + pdf[second - 1 :]


CASES: dict[str, Change] = {
    "one byte changed, first part of the leader's signature": flipped(0, 0),
    "one byte changed, second part of the leader's signature": flipped(0, 1),
    "one byte changed, first part of the agency's signature": flipped(1, 0),
    "one byte changed, second part of the agency's signature": flipped(1, 1),
    "bytes appended": lambda pdf: pdf + b"<script>",
    "a line end appended": lambda pdf: pdf + b"\n",
    "another PDF appended": lambda pdf: pdf + files.a_pdf(),
    "a page added": updated(add_a_page),
    "a page taken out": updated(take_a_page),
    "a note laid over the words": updated(lay_a_note_over),
    "the words of a page replaced": updated(replace_the_words),
    "a form field added": updated(fill_in_a_field),
    "an action added": updated(do_something_when_opened),
    "shadow attack, hide: what covered the words emptied": updated(take_off_what_covered),
    "shadow attack, replace: another font for the words": updated(put_another_font),
    "shadow attack, hide and replace: the other catalogue": look_elsewhere,
    "signed over a part of the file, by the signer's own key": signed_in_part,
    "content of the signature emptied": emptied,
    "what is signed is no longer said": without_a_range,
    "saved anew by another program": saved_anew,
    "encrypted after signing": locked_up,
    "signatures taken out": without_signatures,
    "a broken cross-reference table appended": with_a_broken_table,
}
