"""Files that strangers send: good ones, and every kind of bad one. Each is made in a few milliseconds."""

import io
import random
import struct
import zipfile
import zlib
from functools import cache

import pikepdf
from PIL import Image
from pyhanko.pdf_utils.generic import ArrayObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


@cache
def a_pdf(pages: int = 1, *, size_bytes: int = 0) -> bytes:
    """A plain PDF; `size_bytes` asks for so much noise in it."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        if size_bytes:
            pdf.pages[0].Contents = pdf.make_stream(b"% " + random.Random(1).randbytes(size_bytes))
        return _saved(pdf)


@cache
def an_encrypted_pdf(*, owner_only: bool = False) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user="" if owner_only else "secret", owner="owner"))
        return out.getvalue()


@cache
def a_pdf_without_pages() -> bytes:
    with pikepdf.new() as pdf:
        return _saved(pdf)


@cache
def a_pdf_bomb(*, unpacks_to_mb: int = 1500) -> bytes:
    """A content stream of zeros: a megabyte and a half that becomes a gigabyte and a half."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        stream = pikepdf.Stream(pdf, zeros_packed(unpacks_to_mb))
        stream.Filter = pikepdf.Name.FlateDecode
        pdf.pages[0].Contents = stream
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return out.getvalue()


@cache
def a_pdf_packed_twice() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        stream = pikepdf.Stream(pdf, zlib.compress(zeros_packed(100)))
        stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        pdf.pages[0].Contents = stream
        return _saved(pdf, compress_streams=False)


@cache
def a_pdf_with_a_huge_picture() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        picture = pikepdf.Stream(pdf, b"\0")
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width = picture.Height = 50_000
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
        return _saved(pdf)


def with_a_line_more(content: bytes) -> bytes:
    """A new revision of a PDF: all that was there stays byte by byte, the first page says more."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    added = writer.add_object(StreamObject(stream_data=b"BT /F1 12 Tf 72 72 Td (Added later) Tj ET"))
    before = page.raw_get("/Contents") if "/Contents" in page else ArrayObject()
    page["/Contents"] = ArrayObject([*(before if isinstance(before, ArrayObject) else [before]), added])
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def zeros_packed(megabytes: int) -> bytes:
    """One megabyte is packed and repeated: after a full flush a block stands by itself."""
    packer = zlib.compressobj(9)
    piece = b"\0" * (1 << 20)
    head = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = ((megabytes << 20) % 65521) << 16 | 1  # Adler-32 of so many zeros
    return head + block * (megabytes - 1) + b"\x03\0" + struct.pack(">I", checksum)


def a_jpeg(width: int = 640, height: int = 480) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).save(out, "JPEG")
    return out.getvalue()


def a_png(width: int = 64, height: int = 48) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def a_tiff(pages: int = 2, width: int = 64, height: int = 48) -> bytes:
    """As scanners write them: several pages in one file."""
    first, *more = [Image.new("L", (width, height), 255) for _ in range(pages)]
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=more, dpi=(200, 200))
    return out.getvalue()


def a_png_that_claims(width: int, height: int) -> bytes:
    """A tiny PNG whose head speaks of a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data) for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    )


def a_docx() -> bytes:
    return _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


def an_office_file(kind: str, *, macro: bool = False) -> bytes:
    """`kind` is "word" or "xl"; with a macro it is a docm or xlsm that was given another name."""
    main = {"word": "word/document.xml", "xl": "xl/workbook.xml"}[kind]
    parts = {"[Content_Types].xml": b"<Types/>", main: b"<document/>"}
    return _zip(parts | ({f"{kind}/vbaProject.bin": b"\xd0\xcf\x11\xe0"} if macro else {}))


@cache
def a_pdf_with_a_script(place: str) -> bytes:
    """An action in one of the places where readers look for it; "link" is an honest one."""
    name, text = pikepdf.Name, pikepdf.String("app.alert(1)")
    script = pikepdf.Dictionary(S=name.JavaScript, JS=text)
    link = pikepdf.Dictionary(S=name.URI, URI=pikepdf.String("https://motcua.example"))
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        field = pikepdf.Dictionary(Type=name.Annot, Subtype=name.Link, AA=pikepdf.Dictionary(K=script))
        match place:
            case "open":
                pdf.Root.OpenAction = script
            case "names":
                tree = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), script]))
                pdf.Root.Names = pikepdf.Dictionary(JavaScript=tree)
            case "field":
                pdf.pages[0].Annots = pikepdf.Array([field])
            case "next":
                pdf.Root.OpenAction = pikepdf.Dictionary(S=name.URI, URI=text, Next=script)
            case "launch":
                pdf.Root.OpenAction = pikepdf.Dictionary(S=name.Launch, F=pikepdf.String("cmd.exe"))
            case "link":
                pdf.Root.OpenAction = link
        return _saved(pdf)


@cache
def a_docx_bomb() -> bytes:
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"\0" * (64 << 20)}
    return _zip(parts | {f"word/media/{i}.bin": b"\0" * (64 << 20) for i in range(20)})


def a_zip() -> bytes:
    return _zip({"readme.txt": b"hello"})


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _saved(pdf: pikepdf.Pdf, **options: bool) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()
