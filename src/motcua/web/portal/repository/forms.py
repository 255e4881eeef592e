"""The forms on the pages of the repository: shape only."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.records.repository.enums import WrongAbout
from motcua.records.repository.rules.sharing import MOST_OPENINGS

TIMES = {
    "1h": (timedelta(hours=1), _("1 hour")),
    "1d": (timedelta(days=1), _("1 day")),
    "7d": (timedelta(days=7), _("7 days")),
    "30d": (timedelta(days=30), _("30 days")),
    "90d": (timedelta(days=90), _("90 days")),
}


class ShareForm(forms.Form):
    purpose = forms.CharField(
        label=_("What is the link for?"),
        help_text=_("Whoever opens the link reads this. For example: to open an account at a bank."),
        max_length=200,
        error_messages={"required": _("Say what the link is for: whoever opens it reads it.")},
    )
    lasts = forms.ChoiceField(
        label=_("How long does it work?"),
        choices=[(key, words) for key, (_time, words) in TIMES.items()],
        initial="7d",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long the link works.")},
    )
    most_openings = forms.IntegerField(
        label=_("How often may it be opened?"),
        help_text=_("Leave it empty if there is no limit."),
        required=False,
        min_value=1,
        max_value=MOST_OPENINGS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "short"}),
        error_messages={
            "invalid": _("Type a whole number such as 3, or leave it empty."),
            "min_value": _("Type a number from 1 to 1000, or leave it empty."),
            "max_value": _("Type a number from 1 to 1000, or leave it empty."),
        },
    )


class CorrectionForm(forms.Form):
    about = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=WrongAbout.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    words = forms.CharField(
        label=_("Say what is wrong and how it should be"),
        help_text=_("For example: the paper says 05/GP-SKHCN, the repository says 06/GP-SKHCN."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what is wrong and how it should be.")},
    )
