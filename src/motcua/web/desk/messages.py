"""A message to the applicant, from the page of the dossier."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import PhraseKind
from motcua.casework.dossiers.queries import phrases
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.web.desk import dossiers as pages
from motcua.web.desk import phrase_fields, received
from motcua.web.desk.message_forms import MessageForm
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.message_files import AT_THE_FILE, sent_with
from motcua.web.ui.refusals import shown_at


@require_POST
@officer_only(Permission.DOSSIER_SEE)
def send(request: DeskRequest, code: str) -> HttpResponse:
    if phrase_fields.is_asked(request):
        typed = MessageForm()
        kept = phrases.phrases_for(viewer=request.officer, code=code, kind=PhraseKind.MESSAGE)
        phrase_fields.put_in(typed, request.POST, "text", kept)
        return pages.shown(request, code, tab="messages", message=typed)
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid():
        with shown_at(form, None, others=AT_THE_FILE):
            text, upload = form.cleaned_data["text"], sent_with(form)
            sent = dossiers.send_message(by=request.officer, code=code, text=text, upload=upload, at=now())
            received.tell(request, sent.document)
    if not form.is_valid():
        return pages.shown(request, code, tab="messages", message=form)
    messages.success(request, "Đã gửi tin nhắn cho người nộp.")
    return redirect(f"{reverse('desk:dossier', args=[code])}?tab=messages#parts")
