"""A paper as data, for its owner to take home: JSON and XML with the same content.

The schemas stand in docs/reference/paper-data.md. A new version gets another number; what is there stays.
"""

import json
import re
from datetime import datetime
from typing import Any, Final
from xml.etree import ElementTree as Tree

from .queries.rows import FileView, PaperView

VERSION: Final = 1
NAMESPACE: Final = f"urn:motcua:paper:{VERSION}"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_data(paper: PaperView, *, at: datetime) -> dict[str, Any]:
    """Plain values; what is not known is null."""
    return {
        "format": NAMESPACE,
        "made_at": at.isoformat(timespec="seconds"),
        "code": paper.code,
        "digitised_code": paper.digitised_code or None,
        "type": _type(paper),
        "number_symbol": paper.number_symbol or None,
        "issued": _issued(paper),
        "issuer": {"code": paper.issuer_code or None, "name": paper.issuer_name or None},
        "abstract": paper.abstract or None,
        "signer": paper.signer or None,
        "validity": {
            "from": _day(paper.valid_from),
            "until": _day(paper.valid_until),
            "standing": paper.standing.value,
            "ended_at": paper.ended_at.isoformat(timespec="seconds") if paper.ended_at else None,
            "reason": paper.reason or None,
            "replaced_by": paper.replaced_by or None,
        },
        "owner": {
            "kind": paper.owner_kind.value,
            "name": paper.owner_name or None,
            "number": paper.owner_number or None,
        },
        "source": {
            "origin": paper.origin.value,
            "agency": paper.agency_code,
            "dossier": paper.dossier_code or None,
            "procedure": paper.procedure_code or None,
        },
        "trust": paper.trust.value,
        "pages": paper.pages,
        "language": paper.language,
        "physical_state": paper.physical_state or None,
        "is_sample": paper.is_sample,
        "held_at": paper.held_at.isoformat(timespec="seconds"),
        "files": [_file(file) for file in paper.files.values()],
    }


def _type(paper: PaperView) -> dict[str, Any]:
    return {
        "code": paper.type_code or None,
        "national_code": paper.national_code or None,
        "name": paper.type_name,
    }


def as_json(paper: PaperView, *, at: datetime) -> bytes:
    return json.dumps(as_data(paper, at=at), ensure_ascii=False, indent=2).encode() + b"\n"


def as_xml(paper: PaperView, *, at: datetime) -> bytes:
    """The same in elements of the same names; what is not known is left out."""
    Tree.register_namespace("", NAMESPACE)
    data = as_data(paper, at=at)
    root = Tree.Element(f"{{{NAMESPACE}}}paper")
    for name, value in data.items():
        if name == "files":
            files = Tree.SubElement(root, f"{{{NAMESPACE}}}files")
            for file in value:
                _add(files, "file", file)
        elif name != "format":
            _add(root, name, value)
    Tree.indent(root)
    written: bytes = Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _issued(paper: PaperView) -> dict[str, str] | None:
    if paper.issued_on is None or paper.precision is None:
        return None
    return {"on": paper.issued_on.isoformat(), "precision": paper.precision.value}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _file(file: FileView) -> dict[str, Any]:
    return {
        "role": file.which,
        "name": file.name,
        "media_type": file.media_type,
        "size_bytes": file.size_bytes,
        "sha256": file.sha256,
    }


def _add(parent: Tree.Element, name: str, value: Any) -> None:
    if value is None:
        return
    element = Tree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if isinstance(value, dict):
        for inner, one in value.items():
            _add(element, inner, one)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    else:
        element.text = _NOT_IN_XML.sub("", str(value))
