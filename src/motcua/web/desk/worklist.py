"""The queues as lists: filters and search as plain GET forms, the next page by a link."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.casework.dossiers.enums import Channel
from motcua.casework.dossiers.queries import desk, words
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only

ANY = [("", "Tất cả")]


class FilterForm(forms.Form):
    """What may be asked of a list; anything else in the address is ignored."""

    words = forms.CharField(max_length=120, required=False)
    field = forms.ChoiceField(label="Lĩnh vực", required=False)
    procedure = forms.ChoiceField(label="Thủ tục", required=False)
    channel = forms.ChoiceField(label="Kênh nộp", required=False)
    due = forms.ChoiceField(
        label="Hạn", required=False, choices=[*ANY, ("late", "Quá hạn"), ("soon", "Sắp đến hạn")]
    )

    def __init__(self, *args: Any, at_work: list[desk.AtWork], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = sorted({(one.field_code, one.field_name) for one in at_work}, key=lambda one: one[1])
        self._offer("field", fields)
        self._offer("procedure", [(one.code, one.name) for one in at_work])
        self._offer("channel", [(str(one), words.CHANNEL_WORDS[one]) for one in Channel])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [*ANY, *choices]  # type: ignore[attr-defined]

    def selects(self) -> list[forms.BoundField]:
        return [self[name] for name in ("field", "procedure", "channel", "due")]

    def filters(self) -> WorklistFilters:
        self.is_valid()
        return WorklistFilters(**{name: value for name, value in self.cleaned_data.items() if value})


@officer_only(Permission.DOSSIER_SEE)
def start(request: DeskRequest) -> HttpResponse:
    return redirect("desk:worklist", desk.queue_rules(request.officer)[0].slug)


@officer_only(Permission.DOSSIER_SEE)
def worklist(request: DeskRequest, queue: str) -> HttpResponse:
    at, officer = now(), request.officer
    rule = desk.find_queue(officer, queue)
    form = FilterForm(request.GET, at_work=desk.procedures_at_work(viewer=officer))
    filters, after = form.filters(), desk.cursor_from(request.GET.get("after", ""))
    page = desk.worklist(viewer=officer, queue=queue, filters=filters, after=after, at=at)
    context = {"page": page, "queue": rule, "filters": filters, "after": after}
    context |= {"links": _links(filters, page), "mixed": rule.is_mixed, "caption": rule.label}
    context["stood_in_for"] = officer.holder_ids - {officer.id}
    if "HX-Request" in request.headers:
        return render(request, "desk/worklist/_list.html", context)
    context |= {"form": form, "groups": frame.groups(officer=officer, at=at, current=queue)}
    return render(request, "desk/worklist/list.html", context)


@officer_only(Permission.DOSSIER_SEE)
def search(request: DeskRequest) -> HttpResponse:
    at, officer = now(), request.officer
    wanted = request.GET.get("q", "")[:120].strip()
    after = desk.cursor_from(request.GET.get("after", ""))
    page = desk.search(viewer=officer, words=wanted, at=at, after=after) if wanted else desk.Page([], None)
    if len(page.rows) == 1 and not after:
        return redirect("desk:dossier", page.rows[0].code)
    links = {"older": "?" + urlencode({"q": wanted, "after": str(page.next)}) if page.more else ""}
    context = {"page": page, "words": wanted, "after": after, "links": links}
    context |= {"mixed": True, "caption": "Hồ sơ tìm thấy, mới nhất ở trên"}
    context |= {
        "groups": frame.groups(officer=officer, at=at),
        "stood_in_for": officer.holder_ids - {officer.id},
    }
    return render(request, "desk/worklist/found.html", context)


def _links(filters: WorklistFilters, page: desk.Page) -> dict[str, str]:
    """Addresses of the first and of the next page with the same filters; empty where there is none."""
    kept = {name: value for name, value in asdict(filters).items() if value}
    older = "?" + urlencode({**kept, "after": str(page.next)}) if page.more else ""
    return {"first": "?" + urlencode(kept), "older": older}
