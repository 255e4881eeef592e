"""Kinds that are made of parts: a person, an organisation, an address by the lists of places.

A form names the parts it asks for, `parts: {name: required, phone: optional}`; without that, the usual ones.
The answer is a group of the parts' answers, so that conditions read `head.name` or `office.province`.
"""

from collections.abc import Mapping

from motcua.reference.forms.enums import FieldKind

from .text import Text

REQUIRED, OPTIONAL = "required", "optional"

Part = tuple[FieldKind, Text]

_PERSON: dict[str, Part] = {
    "name": (FieldKind.SHORT_TEXT, Text("Họ và tên", "Full name")),
    "identity_number": (
        FieldKind.IDENTITY_NUMBER,
        Text("Số định danh cá nhân", "Personal identification number"),
    ),
    "born_on": (FieldKind.DATE, Text("Ngày sinh", "Date of birth")),
    "sex": (FieldKind.ONE_OF, Text("Giới tính", "Sex")),
    "position": (FieldKind.SHORT_TEXT, Text("Chức vụ", "Position")),
    "address": (FieldKind.ADDRESS, Text("Địa chỉ", "Address")),
    "phone": (FieldKind.PHONE, Text("Điện thoại", "Telephone")),
    "email": (FieldKind.EMAIL, Text("Thư điện tử", "E-mail")),
}
_ORGANISATION: dict[str, Part] = {
    "name": (FieldKind.SHORT_TEXT, Text("Tên tổ chức", "Name of the organisation")),
    "tax_code": (FieldKind.TAX_CODE, Text("Mã số thuế", "Tax code")),
    "identifier": (FieldKind.ORGANISATION_ID, Text("Mã định danh của tổ chức", "Organisation identifier")),
    "address": (FieldKind.ADDRESS, Text("Địa chỉ trụ sở", "Address of the head office")),
    "representative": (FieldKind.SHORT_TEXT, Text("Người đại diện", "Representative")),
    "position": (FieldKind.SHORT_TEXT, Text("Chức vụ của người đại diện", "Position of the representative")),
    "phone": (FieldKind.PHONE, Text("Điện thoại", "Telephone")),
    "email": (FieldKind.EMAIL, Text("Thư điện tử", "E-mail")),
}
PARTS: dict[FieldKind, dict[str, Part]] = {
    FieldKind.PERSON: _PERSON,
    FieldKind.ORGANISATION: _ORGANISATION,
}
"""Every part that a person or an organisation can be asked for, in the order of the page."""

USUAL: dict[FieldKind, dict[str, str]] = {
    FieldKind.PERSON: {
        "name": REQUIRED,
        "identity_number": REQUIRED,
        "born_on": REQUIRED,
        "address": REQUIRED,
        "phone": OPTIONAL,
    },
    FieldKind.ORGANISATION: {
        "name": REQUIRED,
        "tax_code": OPTIONAL,
        "identifier": OPTIONAL,
        "address": REQUIRED,
        "representative": REQUIRED,
    },
}
"""What is asked when the form does not say; of tax code and identifier one must be given."""

SEXES = (("male", Text("Nam", "Male")), ("female", Text("Nữ", "Female")))

SIGNED_NAME = Text("Gõ họ và tên của anh/chị để ký", "Type your full name to sign")
SIGNED_PAGE = Text("Trang đã ký (ảnh chụp hay bản quét)", "The signed page, photographed or scanned")
OR_SIGNED_PAGE = Text(
    "Hoặc gửi trang đã ký (ảnh chụp hay bản quét)", "Or send the signed page, photographed or scanned"
)

STREET = Text("Số nhà, đường, thôn hoặc khu phố", "House number, street, village or quarter")
PLACES: dict[int, dict[str, Text]] = {
    2: {
        "province": Text("Tỉnh, thành phố", "Province or city"),
        "commune": Text("Xã, phường, đặc khu", "Commune, ward or special zone"),
        "street": STREET,
    },
    3: {
        "province": Text("Tỉnh, thành phố (trước 01/7/2025)", "Province or city (before 1 July 2025)"),
        "district": Text("Quận, huyện, thị xã", "District or town"),
        "commune": Text("Xã, phường, thị trấn", "Commune, ward or township"),
        "street": STREET,
    },
}
"""The parts of an address by the number of levels of its list."""


def asked_parts(kind: FieldKind, stated: Mapping[str, str] | None) -> dict[str, bool]:
    """The parts asked for, in the order of the page, and whether each is required."""
    wanted = stated or USUAL[kind]
    return {name: wanted[name] == REQUIRED for name in PARTS[kind] if name in wanted}
