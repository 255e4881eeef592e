"""Finding versions of forms."""

from .errors import FormUnknown
from .models import FormVersion
from .rules import Form, parse_form


def form_of_version(*, version_id: int) -> Form:
    """The form of one version. Raises FormUnknown."""
    content = FormVersion.objects.filter(pk=version_id).values_list("content", flat=True).first()
    if content is None:
        raise FormUnknown(str(version_id))
    return parse_form(content)
