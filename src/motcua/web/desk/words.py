"""The editors' words for searching: what people type, what is meant by it, and how a search is read."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue import operations, queries
from motcua.reference.catalogue.enums import SynonymKind
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb, Leaf

PAGE_WORDS = 40
KIND_WORDS = [
    ("everyday", "Từ thường ngày: tìm cả những cụm từ bên dưới"),
    ("abbreviation", "Viết tắt: đọc thành cụm từ bên dưới, kể cả trong tên thủ tục"),
    ("spelling", "Cách viết khác của cùng một từ"),
    ("filler", "Từ bỏ qua: không mang nghĩa khi tìm"),
]
KIND_LABELS = {value: label.partition(":")[0] for value, label in KIND_WORDS}


class WordForm(forms.Form):
    """One word of the list. What is meant is written a phrase to a line."""

    typed = forms.CharField(label="Người dân gõ", max_length=80, help_text="Ví dụ: sổ đỏ, gcn, x-ray")
    kind = forms.ChoiceField(label="Loại", choices=KIND_WORDS, initial="everyday")
    meant = forms.CharField(
        label="Có nghĩa là",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một cụm từ như trong tên thủ tục. Để trống nếu là từ bỏ qua.",
    )


@officer_only(Permission.CATALOGUE_EDIT)
def words(request: DeskRequest) -> HttpResponse:
    """GET shows the list, one word for editing, and a search tried out; POST keeps a word."""
    form = WordForm(request.POST) if request.method == "POST" else WordForm(initial=_edited(request))
    if request.method == "POST" and form.is_valid():
        return _kept(request, form)
    tried = request.GET.get("try", "").strip()[:200]
    found = queries.synonyms(words=_contains(request))
    start = _start(request, len(found))
    context = {
        "form": form,
        "lines": [(KIND_LABELS[one.kind], one) for one in found[start : start + PAGE_WORDS]],
        "leaf": _leaf(request, start, len(found)),
        "count": len(found),
        "contains": _contains(request),
        "tried": tried,
        "answer": queries.find(words=tried, limit=5, on=local_date(now())) if tried else None,
        "groups": frame.groups(officer=request.officer, at=now(), current="words"),
        "crumbs": [Crumb("Danh mục công bố", reverse("desk:catalogue")), Crumb("Từ ngữ tìm kiếm")],
    }
    return render(request, "desk/catalogue/words.html", context, status=400 if form.errors else 200)


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def take_out(request: DeskRequest) -> HttpResponse:
    typed = request.POST.get("typed", "")[:80]
    operations.take_out_synonym(typed=typed, by=request.officer, at=now())
    messages.success(request, f"Đã bỏ “{typed}” khỏi danh sách. Bản cập nhật sau không đưa từ này trở lại.")
    return redirect("desk:words")


def _kept(request: DeskRequest, form: WordForm) -> HttpResponse:
    given = form.cleaned_data
    kept = operations.keep_synonym(
        typed=given["typed"],
        meant=given["meant"].splitlines(),
        kind=SynonymKind(given["kind"]),
        by=request.officer,
        at=now(),
    )
    messages.success(request, f"Đã lưu “{kept.typed}”. Tìm kiếm hiểu từ này ngay từ bây giờ.")
    return redirect("desk:words")


def _start(request: DeskRequest, count: int) -> int:
    """Where in the list the page begins."""
    asked = request.GET.get("from", "")
    start = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    return start if start < count else 0


def _leaf(request: DeskRequest, start: int, count: int) -> Leaf:
    def address(place: int) -> str:
        return "?" + urlencode({"contains": _contains(request), "from": place}) + "#list"

    newer = address(max(start - PAGE_WORDS, 0)) if start else ""
    return Leaf(newer=newer, older=address(start + PAGE_WORDS) if start + PAGE_WORDS < count else "")


def _contains(request: DeskRequest) -> str:
    return request.GET.get("contains", "").strip()[:80]


def _edited(request: DeskRequest) -> dict[str, str]:
    """The word to change, as the list says it; a new one when it is not in the list."""
    typed = request.GET.get("edit", "")[:80]
    for one in queries.synonyms(words=typed) if typed else []:
        if one.typed == typed:
            return {"typed": one.typed, "kind": one.kind, "meant": "\n".join(one.meant)}
    return {"typed": typed}
