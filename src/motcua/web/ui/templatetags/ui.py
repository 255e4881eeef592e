"""The components, as tags. Each renders one file of templates/ui, whose first comment is its contract.

`{% load ui %}`, then for example `{% field form.email %}`, `{% panel title="…" %} … {% endpanel %}`.
The gallery (ui:gallery) shows each in every state.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.template.loader import get_template, render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.foundation.kernel import money
from motcua.web.ui import django_forms, parts

register = template.Library()
ICON_OF_TONE = {
    "neutral": "info-circle",
    "good": "check-circle-fill",
    "attention": "exclamation-triangle-fill",
    "late": "exclamation-octagon-fill",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline icon of the set; always beside a word, so it is hidden from screen readers."""
    return _svg(name)


@cache
def _svg(name: str) -> SafeString:
    return mark_safe(get_template(f"ui/icons/{name}.svg").render())


@register.filter
def tone_icon(tone: str) -> SafeString:
    """The icon that goes with a tone, since colour alone says nothing."""
    return icon(ICON_OF_TONE[tone])


@register.filter
def vnd(amount_vnd: int) -> str:
    """`3000000` → `3.000.000 ₫`."""
    return money.format_vnd(int(amount_vnd))


@register.filter
def grouped(number: int) -> str:
    """`15200` → `15.200`."""
    return f"{number:,}".replace(",", ".")


@register.filter
def said(text: Any) -> str:
    """A text of the catalogue in the reader's language; the Vietnamese, marked, where there is no other."""
    if not (get_language() or "vi").startswith("en") or not text or text.en:
        return str(text)
    return format_html(
        '<span lang="vi">{}</span> <abbr class="small muted" title="{}">VI</abbr>',
        text.vi,
        _("Nobody has written this in English yet"),
    )


@register.filter
def file_size(size_bytes: int) -> str:
    """`1536000` → `1,5 MB`: one decimal below ten, in units of 1024."""
    size, units = float(size_bytes), ["B", "KB", "MB", "GB"]
    while size >= 1024 and len(units) > 1:
        size /= 1024
        units.pop(0)
    unit = units[0]
    digits = 1 if size < 10 and size != int(size) else 0
    return f"{size:.{digits}f}".replace(".", ",") + f"\u00a0{unit}"


@register.filter
def moment(at: datetime | None) -> str:
    """`28/11/2026 17:00`, in Vietnam's time; empty for None."""
    return localtime(at).strftime("%d/%m/%Y %H:%M") if at else ""


@register.filter
def day(at: Any) -> str:
    """`28/11/2026` for a date or a moment; empty for None."""
    if at is None or at == "":
        return ""
    return (localtime(at) if isinstance(at, datetime) else at).strftime("%d/%m/%Y")


@register.simple_block_tag
def panel(content: str, title: str, tone: str = "neutral", level: int = 2, id: str = "") -> str:
    return render_to_string(
        "ui/panel.html", {"content": content, "title": title, "tone": tone, "level": level, "id": id}
    )


@register.simple_block_tag
def notice(content: str, tone: str = "neutral", title: str = "") -> str:
    return render_to_string("ui/notice.html", {"content": content, "tone": tone, "title": title})


@register.simple_block_tag
def confirm(content: str, label: str, id: str, tone: str = "neutral", icon: str = "") -> str:
    return render_to_string(
        "ui/confirm.html", {"content": content, "label": label, "id": id, "tone": tone, "icon_name": icon}
    )


@register.simple_block_tag
def empty(content: str, title: str, icon: str = "inbox") -> str:
    return render_to_string("ui/empty.html", {"content": content, "title": title, "icon_name": icon})


@register.inclusion_tag("ui/messages.html")
def notices(messages: Any) -> dict[str, Any]:
    tones = {"success": "good", "warning": "attention", "error": "late"}
    shown = [(tones.get(one.level_tag, "neutral"), str(one)) for one in messages or ()]
    return {"shown": shown}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(defects: Sequence[parts.Defect] | Form | None) -> dict[str, Any]:
    listed = django_forms.defects_of(defects) if isinstance(defects, Form) else list(defects or ())
    return {"defects": listed}


@register.inclusion_tag("ui/field.html")
def field(given: parts.Field | BoundField) -> dict[str, Any]:
    return {"field": django_forms.field_of(given) if isinstance(given, BoundField) else given}


@register.inclusion_tag("ui/form_fields.html")
def form_fields(form: Form) -> dict[str, Any]:
    return {
        "fields": [django_forms.field_of(bound) for bound in form.visible_fields()],
        "hidden": list(form.hidden_fields()),
    }


@register.inclusion_tag("ui/file_field.html")
def file_field(given: parts.FileField) -> dict[str, Any]:
    return {"field": given}


@register.simple_tag
def control(given: parts.Control) -> str:
    """Whatever answers one question, by the component of its shape."""
    return render_to_string(given.template, {"field": given})


@register.inclusion_tag("ui/rows.html")
def rows(given: parts.Rows) -> dict[str, Any]:
    return {"rows": given}


@register.inclusion_tag("ui/stepper.html")
def stepper(steps: Sequence[parts.Step]) -> dict[str, Any]:
    states = [step.state for step in steps]
    places = [states.index(state) + 1 for state in ("now", "problem") if state in states]
    return {"steps": steps, "place": places[0] if places else len(steps)}


@register.inclusion_tag("ui/timeline.html")
def timeline(moments: Sequence[parts.Moment]) -> dict[str, Any]:
    return {"moments": moments}


@register.inclusion_tag("ui/due_chip.html")
def due_chip(due: parts.Due) -> dict[str, Any]:
    return {"due": due}


@register.inclusion_tag("ui/clock.html")
def clock(due: parts.Due, title: str = "") -> dict[str, Any]:
    return {"due": due, "title": title or _("The result is due")}


@register.inclusion_tag("ui/status_tag.html")
def status_tag(word: str, tone: str = "neutral") -> dict[str, Any]:
    return {"word": word, "tone": tone}


@register.inclusion_tag("ui/summary_list.html")
def summary_list(lines: Sequence[parts.Line]) -> dict[str, Any]:
    return {"lines": lines}


@register.inclusion_tag("ui/checklist.html")
def checklist(papers: Sequence[parts.Paper]) -> dict[str, Any]:
    return {"papers": papers}


@register.inclusion_tag("ui/facts.html")
def facts(items: Sequence[parts.Fact]) -> dict[str, Any]:
    return {"facts": items}


@register.inclusion_tag("ui/pagination.html")
def pagination(leaf: parts.Leaf) -> dict[str, Any]:
    return {"leaf": leaf}


@register.inclusion_tag("ui/progress.html")
def progress(done: int, total: int, label: str, left: str = "") -> dict[str, Any]:
    return {"done": done, "total": total, "label": label, "left": left}


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Sequence[parts.Tab], label: str) -> dict[str, Any]:
    return {"tabs": items, "label": label}


@register.inclusion_tag("ui/breadcrumbs.html")
def breadcrumbs(crumbs: Sequence[parts.Crumb]) -> dict[str, Any]:
    return {"crumbs": crumbs}


@register.inclusion_tag("ui/search_box.html")
def search_box(
    action: str,
    label: str,
    name: str = "q",
    value: str = "",
    placeholder: str = "",
    suggest: str = "",
    big: bool = False,
) -> dict[str, Any]:
    return {
        "action": action,
        "label": label,
        "name": name,
        "value": value,
        "placeholder": placeholder,
        "suggest": suggest,
        "big": big,
    }


@register.inclusion_tag("ui/queues.html")
def queues(groups: Sequence[parts.QueueGroup]) -> dict[str, Any]:
    return {"groups": groups}


@register.inclusion_tag("ui/print_button.html")
def print_button(label: str = "") -> dict[str, Any]:
    return {"label": label or _("Print this page")}
