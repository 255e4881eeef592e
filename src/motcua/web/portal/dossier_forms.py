"""The forms on the pages of a filed dossier: shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.rules.messages import LONGEST


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("Your question or message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write your question.")},
    )
    file = forms.FileField(
        label=_("A file with it"),
        required=False,
        error_messages={"empty": _("The file is empty. Choose another one.")},
    )


class StopRequestForm(forms.Form):
    reason = forms.CharField(
        label=_("Why should the work stop?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write in a sentence why the work should stop.")},
    )
