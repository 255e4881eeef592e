"""A procedure for machines: schema.org for search engines, and a CPSV-AP record for other catalogues.

Only what somebody has read in the text of the law is said here: a machine does not see a mark of doubt.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from motcua.reference.catalogue.enums import StatusKind
from motcua.reference.catalogue.queries import ProcedurePage
from motcua.reference.forms.rules import Text

CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SCHEMA_TYPE = "application/schema+json"
LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
COUNTRY = "http://publications.europa.eu/resource/authority/country/VNM"
CURRENCY = "http://publications.europa.eu/resource/authority/currency/VND"
IN_FORCE = Text("Đang có hiệu lực", "In force")
_SCRIPT_SAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def address(page: ProcedurePage, language: str = "vi") -> str:
    """The one address of the procedure, in Vietnamese or English; never taken from what a browser says."""
    with override(language):
        return absolute(reverse("portal:procedure", args=[page.full_code]))


def record_address(page: ProcedurePage) -> str:
    with override("vi"):
        return absolute(reverse("portal:procedure_record", args=[page.full_code]))


def form_address(page: ProcedurePage, language: str = "vi") -> str:
    """Where the schema of the answers of the form is published; empty where there is no form."""
    if page.form is None or page.version_number is None:
        return ""
    with override(language):
        return absolute(reverse("portal:form_schema", args=[page.full_code, page.version_number]))


def absolute(path: str) -> str:
    """The address under the one name of this installation, whatever a request called it."""
    return str(settings.MOTCUA_PUBLIC_URL).rstrip("/") + path


def as_script(facts: Mapping[str, Any]) -> SafeString:
    """JSON that can stand inside a script element: it holds no character that could end it."""
    return mark_safe(json.dumps(facts, ensure_ascii=False).translate(_SCRIPT_SAFE))


def schema_org(page: ProcedurePage, *, start: str) -> dict[str, Any]:
    """A GovernmentService; `start` is where it is filed online, or empty."""
    said = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": address(page),
        "url": address(page),
        "identifier": page.full_code,
        "name": page.name.vi,
        "alternateName": page.name.en,
        "description": _description(page).vi,
        "mainEntityOfPage": address(page),
        "serviceType": page.field_name.vi,
        "provider": {
            "@type": "GovernmentOrganization",
            "identifier": page.agency_code,
            "name": page.agency_name.vi,
        },
        "areaServed": {"@type": "Country", "name": "Việt Nam"},
        "audience": _known(page.audience, lambda text: {"@type": "Audience", "audienceType": text.vi}),
        "serviceOutput": _known(page.result, lambda text: {"@type": "Thing", "name": text.vi}),
        "availableChannel": [_channel(start)] if start else [],
        "offers": _offers(page),
        "subjectOf": _schema_file(page),
    }
    return {name: value for name, value in said.items() if value}


def _schema_file(page: ProcedurePage) -> dict[str, Any] | None:
    """The machine's description of the form, for programs that file."""
    if not form_address(page):
        return None
    file = {"@type": "MediaObject", "name": "JSON Schema", "encodingFormat": SCHEMA_TYPE}
    return file | {"contentUrl": form_address(page)}


def _known(fact: Any, said: Any) -> Any:
    return said(fact.text) if fact is not None and fact.verified else None


def _channel(start: str) -> dict[str, Any]:
    return {"@type": "ServiceChannel", "serviceUrl": absolute(start), "availableLanguage": ["vi", "en"]}


def _offers(page: ProcedurePage) -> list[dict[str, Any]]:
    if not page.fee_verified:
        return []
    return [
        {"@type": "Offer", "name": price.label, "price": price.price_vnd, "priceCurrency": "VND"}
        for price in page.prices
    ]


def cpsv_ap(page: ProcedurePage) -> dict[str, Any]:
    """A cpsv:PublicService with what belongs to it, as CPSV-AP 3.2 asks. An `@id` with a fragment names an
    element of the page."""
    here = address(page)
    said = {
        "@context": CONTEXT,
        "@id": here,
        "@type": "cpsv:PublicService",
        "dct:identifier": page.full_code,
        "dct:title": _texts(page.name),
        "dct:description": _texts(_description(page)),
        "dct:language": [{"@id": f"{LANGUAGES}VIE", "@type": "dct:LinguisticSystem"}],
        "cv:thematicArea": _concept(page.field_name, page.field_code),
        "adms:status": _concept(IN_FORCE, "in-force") if page.status is StatusKind.IN_FORCE else "",
        "foaf:page": _documents(page, here),
        "cv:hasCompetentAuthority": {
            "@type": "cv:PublicOrganisation",
            "dct:identifier": page.agency_code,
            "skos:prefLabel": _texts(page.agency_name),
            "dct:spatial": {"@id": COUNTRY},
        },
        "cpsv:hasInput": list(_papers(page, here)),
        "cpsv:produces": _known(page.result, lambda text: _part("cv:Output", here, "result", text)),
        "cv:hasChannel": [
            _part("cv:Channel", here, f"channel-{one.slug}", one.text, says="dct:description")
            for one in page.channels
            if one.verified and one.slug
        ],
        "cv:hasCost": list(_costs(page, here)),
        "cv:hasLegalResource": [
            {"@type": "eli:LegalResource", "dct:identifier": one.number, "dct:title": _texts(one.title)}
            for one in page.legal_basis
            if one.verified
        ],
        "cv:processingTime": _processing_time(page),
    }
    return {name: value for name, value in said.items() if value}


def _texts(text: Text) -> list[dict[str, str]]:
    spoken = (("vi", text.vi), ("en", text.en))
    return [{"@value": words, "@language": language} for language, words in spoken if words]


def _description(page: ProcedurePage) -> Text:
    """What it gives to whom, as far as it is known; else its name."""
    known = [one.text for one in (page.result, page.audience) if one is not None and one.verified]
    if not known:
        return page.name
    return Text(". ".join(one.vi for one in known), ". ".join(one.en for one in known if one.en))


def _concept(text: Text, code: str) -> dict[str, Any]:
    return {"@type": "skos:Concept", "skos:notation": code, "skos:prefLabel": _texts(text)}


def _documents(page: ProcedurePage, here: str) -> list[dict[str, Any]]:
    """The page, and the schema of the form where there is one."""
    schema = form_address(page)
    form = {"@id": schema, "@type": "foaf:Document", "dct:format": SCHEMA_TYPE}
    return [{"@id": here, "@type": "foaf:Document"}, *([form] if schema else [])]


def _part(kind: str, here: str, name: str, text: Text, says: str = "dct:title") -> dict[str, Any]:
    return {"@type": kind, "@id": f"{here}#{name}", "dct:identifier": name, says: _texts(text)}


def _papers(page: ProcedurePage, here: str) -> Iterable[dict[str, Any]]:
    for paper in page.papers:
        if paper.verified:
            yield _part("cv:Evidence", here, f"paper-{paper.slug}", paper.name)


def _costs(page: ProcedurePage, here: str) -> Iterable[dict[str, Any]]:
    if not page.fee_verified:
        return
    for number, price in enumerate(page.prices, start=1):
        yield {
            "@type": "cv:Cost",
            "@id": f"{here}#cost-{number}",
            "dct:identifier": f"cost-{number}",
            "dct:description": {"@value": price.label, "@language": get_language() or "vi"},
            "cv:hasValue": {"@type": "xsd:double", "@value": str(price.price_vnd)},
            "cv:currency": {"@id": CURRENCY, "@type": "skos:Concept"},
        }


def _processing_time(page: ProcedurePage) -> dict[str, str] | None:
    """Calendar days as a duration; ISO 8601 has no working days and no "within the day": those are left to
    the page."""
    if (
        page.time is None
        or not page.time.verified
        or page.time.rule.unit != "day"
        or not page.time.rule.amount
    ):
        return None
    return {"@type": "xsd:duration", "@value": f"P{page.time.rule.amount}D"}
