"""What the pages of roles take from a browser: shape only."""

from typing import Any

from django import forms

from motcua.foundation.accounts.enums import Scope
from motcua.foundation.accounts.queries.roles import RoleRow
from motcua.web.desk.administration.forms import choice, code_field, text
from motcua.web.desk.administration.permission_words import GROUPS, MEANS


class RoleFacts(forms.Form):
    """Permissions are asked for group by group, each with what it lets somebody do."""

    start_with: tuple[str, ...] = ("name",)
    name = text("Tên vai trò", 120)
    scope = choice("Trong phạm vi", Scope.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, group in GROUPS:
            hints = {one.value: MEANS[one] for one in group}
            self.fields[name] = forms.MultipleChoiceField(
                label=f"Được làm: {label[0].lower()}{label[1:]}",
                choices=[(one.value, one.label) for one in group],
                widget=forms.CheckboxSelectMultiple(attrs={"hints": hints}),
                required=False,
            )
        self.order_fields([*self.start_with, *(name for name, _label, _group in GROUPS), "scope"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        known = all(name in said for name, _label, _group in GROUPS)
        if known and not self.permitted():
            raise forms.ValidationError("Chọn ít nhất một quyền.")
        return said

    def permitted(self) -> frozenset[str]:
        return frozenset(one for name, _label, _group in GROUPS for one in self.cleaned_data.get(name, ()))

    def said(self) -> dict[str, Any]:
        """What the operation takes."""
        kept = {name: self.cleaned_data[name] for name in (*self.start_with, "scope")}
        return kept | {"permitted": self.permitted()}


class NewRole(RoleFacts):
    code = code_field()

    start_with = ("code", "name")


def as_typed(role: RoleRow) -> dict[str, Any]:
    """A role as its form shows it first."""
    groups = {name: [one.value for one in group if one in role.permissions] for name, _label, group in GROUPS}
    return {"name": role.name, "scope": role.scope} | groups
