"""What the account's pages take from a browser: shape only; the acts check the rest again."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.foundation.accounts.enums import Sex
from motcua.foundation.accounts.errors import identity_number_sentence
from motcua.foundation.accounts.operations.entry import Applicant
from motcua.foundation.accounts.queries import Profile
from motcua.foundation.kernel.identifiers import compact, identity_number_defect, tax_number_is_valid

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
LONGEST_PASSWORD = 256


def _password(label: Any, *, is_new: bool, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        help_text=help_text,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password" if is_new else "current-password", "width": "medium"}
        ),
        error_messages={"required": gettext_lazy("Enter the password.")},
    )


def _email(help_text: Any = "") -> forms.EmailField:
    wrong = gettext_lazy("Enter an e-mail address, such as ten@example.com.")
    return forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=help_text,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "width": "medium"}),
        error_messages={"required": wrong, "invalid": wrong},
    )


def _name(label: Any, sentence: Any, *, longest: int, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": sentence},
    )


def _day(label: Any) -> forms.DateField:
    wrong = gettext_lazy("Enter the date as day/month/year, such as 28/11/1990.")
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DAYS,
        error_messages={"invalid": wrong},
        widget=forms.DateInput(attrs={"autocomplete": "bday"}),
    )


def _identity_number() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Personal identification number"),
        max_length=20,
        help_text=gettext_lazy("The 12 digits on the identity card."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "width": "medium", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter the 12 digits of the identification number.")},
    )


def _sex() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Sex"),
        required=False,
        choices=[("", gettext_lazy("Not stated")), *Sex.choices],
        widget=forms.Select(attrs={"width": "short"}),
    )


def _phone() -> forms.CharField:
    return forms.RegexField(
        r"^[0-9+(). -]{8,20}$",
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "width": "medium"}),
        error_messages={
            "invalid": gettext_lazy("Enter a telephone number with digits, such as 0912 345 678.")
        },
    )


def _check_number(form: forms.Form, number: str, born_on: date | None, sex: str) -> None:
    """Puts what is wrong with the number at the field that it is about."""
    defect = identity_number_defect(number, born_on=born_on, sex=sex)
    if defect is not None:
        place = defect if defect in {"born_on", "sex"} and defect in form.fields else "identity_number"
        sentence = identity_number_sentence(defect, digits=len(compact(number)))
        form.add_error(place if place in form.fields else None, sentence)


class NewPassword(forms.Form):
    """A new password, typed twice."""

    password = _password(
        gettext_lazy("New password"),
        is_new=True,
        help_text=gettext_lazy(
            "At least 10 characters; a short sentence is easy to remember and hard to guess."
        ),
    )
    repeated = _password(gettext_lazy("New password again"), is_new=True)

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        password, repeated = self.cleaned_data.get("password"), self.cleaned_data.get("repeated")
        if password and repeated and password != repeated:
            self.add_error("repeated", _("The two passwords differ. Type the same one twice."))
        return self.cleaned_data


class SignUp(NewPassword):
    full_name = _name(
        gettext_lazy("Full name, as on the identity card"),
        gettext_lazy("Enter your full name."),
        longest=120,
        autocomplete="name",
    )
    identity_number = _identity_number()
    born_on = _day(gettext_lazy("Date of birth"))
    sex = _sex()
    phone = _phone()
    email = _email(
        gettext_lazy("We send a link there that opens the account, and later all news of your dossiers.")
    )

    field_order = ("full_name", "identity_number", "born_on", "sex", "phone", "email", "password", "repeated")

    def clean(self) -> dict[str, Any]:
        super().clean()
        found = self.cleaned_data
        if "identity_number" in found:
            _check_number(self, found["identity_number"], found.get("born_on"), found.get("sex", ""))
        return found

    def applicant(self) -> Applicant:
        kept = {
            name: value for name, value in self.cleaned_data.items() if name not in {"password", "repeated"}
        }
        return Applicant(language="en" if get_language() == "en" else "vi", **kept)


class SignIn(forms.Form):
    email = _email()
    password = _password(gettext_lazy("Password"), is_new=False)


class ForgottenPassword(forms.Form):
    email = _email()


class ChangePassword(NewPassword):
    present = _password(gettext_lazy("Present password"), is_new=False)

    field_order = ("present", "password", "repeated")


class ChangeEmail(forms.Form):
    email = _email()
    password = _password(gettext_lazy("Password"), is_new=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = gettext_lazy("New e-mail")
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class CloseAccount(forms.Form):
    password = _password(gettext_lazy("Password"), is_new=False)


class ProfileForm(forms.Form):
    phone = _phone()
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    born_on = _day(gettext_lazy("Date of birth"))
    sex = _sex()
    language = forms.ChoiceField(
        label=gettext_lazy("Language of e-mails"),
        choices=[("vi", "Tiếng Việt"), ("en", "English")],
        widget=forms.Select(attrs={"width": "short"}),
    )

    def __init__(self, sent: QueryDict | None, *, profile: Profile) -> None:
        super().__init__(sent, initial={name: getattr(profile, name) for name in self.base_fields})
        self._number = profile.identity_number

    def clean(self) -> dict[str, Any]:
        if self._number and not self.errors:
            _check_number(self, self._number, self.cleaned_data["born_on"], self.cleaned_data["sex"])
        return self.cleaned_data


class _Member(forms.Form):
    position = forms.CharField(
        label=gettext_lazy("Position"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"width": "medium"}),
    )
    is_legal_representative = forms.BooleanField(
        label=gettext_lazy("Is the legal representative of the organisation"), required=False
    )
    ground = forms.CharField(
        label=gettext_lazy("Authorisation"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "For someone else than the legal representative: number and date of the paper."
        ),
    )

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if not found.get("is_legal_representative") and not found.get("ground"):
            self.add_error("ground", _("Name the paper that authorises, or tick legal representative."))
        return found


class DeclareOrganisation(_Member):
    tax_number = forms.CharField(
        label=gettext_lazy("Tax number"),
        max_length=20,
        help_text=gettext_lazy("10 digits; for a branch a hyphen and 3 more."),
        widget=forms.TextInput(attrs={"width": "medium"}),
        error_messages={"required": gettext_lazy("Enter the organisation's tax number.")},
    )
    name = _name(
        gettext_lazy("Name of the organisation"), gettext_lazy("Enter the organisation's name."), longest=250
    )

    field_order = ("tax_number", "name", "position", "is_legal_representative", "ground")

    def clean_tax_number(self) -> str:
        number = compact(self.cleaned_data["tax_number"])
        if not tax_number_is_valid(number):
            raise forms.ValidationError(
                _("This is not a tax number. Check the digits against the certificate.")
            )
        return number


class AddMember(_Member):
    email = _email(gettext_lazy("The e-mail of that person's account here."))
    identity_number = _identity_number()
    valid_to = _day(gettext_lazy("Until (leave empty for no end)"))

    field_order = ("email", "identity_number", "position", "is_legal_representative", "ground", "valid_to")

    def clean(self) -> dict[str, Any]:
        super().clean()
        if "identity_number" in self.cleaned_data:
            _check_number(self, self.cleaned_data["identity_number"], None, "")
        return self.cleaned_data
