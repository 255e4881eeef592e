"""What the procedures of volume data say: eight kinds, shaped like a published procedure, true of nothing."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from motcua.reference.catalogue.loading import Folder

SOURCE = Path(__file__).parents[1] / "data" / "volume.yaml"
UNIT_WORDS = {"working_day": ("ngày làm việc", "working days"), "day": ("ngày", "days")}


@cache
def definition() -> dict[str, Any]:
    """The volume data as written in data/volume.yaml."""
    found: dict[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return found


def folder(number: int, *, field: str, papers: tuple[str, ...] = ()) -> Folder:
    """The folder of one procedure as the catalogue publishes it; `papers` names files that it asks for."""
    kinds = definition()["kinds"]
    kind = kinds[(number - 1) % len(kinds)]
    return Folder(
        path=SOURCE,
        procedure=_procedure(number, kind, field, papers),
        form=definition()["form"],
        fee=_fee(kind["fee_vnd"]) if kind["fee_vnd"] else None,
    )


def _fee(amount_vnd: int) -> dict[str, Any]:
    label = {"vi": "Phí thẩm định (mẫu)", "en": "Appraisal fee (sample)"}
    return {
        "schema": 1,
        "code": f"fee-khoi-luong-{amount_vnd}",
        "title": label,
        "lines": [
            {
                "slug": "appraisal",
                "kind": "fee",
                "method": "fixed",
                "label": label,
                "amount_vnd": amount_vnd,
            }
        ],
        "collected": "before_start",
        "verified": False,
        "source": definition()["procedure"]["source"]["text"],
    }


def _procedure(number: int, kind: dict[str, Any], field: str, papers: tuple[str, ...]) -> dict[str, Any]:
    facts = definition()["procedure"]
    said = {"verified": False, "source": facts["source"]["key"]}
    text = facts["text"]
    return {
        "schema": facts["schema"],
        "code": f"KL-{number:03d}",
        "name": {language: words.format(number=number) for language, words in facts["name"].items()},
        "field": field,
        "valid_from": {"day": facts["valid_from"], **said},
        "valid_to": None,
        "sources": [facts["source"]],
        "legal_basis": [],
        "audience": {"who": ["organisation", "person"], "text": text, **said},
        "authority": {"text": text, **said},
        "steps": [{"text": text, **said}],
        "channels": [{"slug": "online", "text": {"vi": "Nộp trực tuyến", "en": "Online"}, **said}],
        "sets": {"count": 1, **said},
        "cases": [],
        "levels": [],
        "papers": [_by_form(said), *(_file(slug, said) for slug in papers)],
        "time": _time(kind, said),
        "fee": said if kind["fee_vnd"] else None,
        "result": _result(kind, said),
        "conditions": [],
        "upload": {"types": ["pdf", "jpg", "png"], "max_bytes": 20 * 1024 * 1024},
    }


def _by_form(said: dict[str, Any]) -> dict[str, Any]:
    name = {"vi": "Đơn đề nghị (mẫu)", "en": "Application (sample)"}
    return {"slug": "application", "name": name, "by_form": True, "originals": 1, **said}


def _file(slug: str, said: dict[str, Any]) -> dict[str, Any]:
    return {"slug": slug, "name": {"vi": f"Tệp {slug} (mẫu)", "en": f"File {slug} (sample)"}, **said}


def _time(kind: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    vi, en = UNIT_WORDS[kind["unit"]]
    return {
        "amount": kind["amount"],
        "unit": kind["unit"],
        "starts": "valid_papers_and_fee" if kind.get("fee_first") else "valid_papers",
        "text": {"vi": f"{kind['amount']:02d} {vi}", "en": f"{kind['amount']} {en}"},
        **said,
    }


def _result(kind: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    validity = {}
    if years := kind.get("years"):
        validity = {
            "validity": {"years": years, "text": {"vi": f"{years:02d} năm", "en": f"{years} years"}},
        }
    name = {"vi": "Giấy xác nhận (mẫu)", "en": "Confirmation (sample)"}
    return {"slug": "result", "text": name, **validity, **said}
