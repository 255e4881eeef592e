"""The file that goes with a message between the agency and an applicant, on the pages of both."""

from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form

from motcua.casework.dossiers.operations import Upload
from motcua.foundation.kernel.errors import Refused
from motcua.records.documents.errors import FileRefused
from motcua.records.documents.rules import Limits
from motcua.web.ui.parts import FileField

NAME = "file"
AT_THE_FILE: Final[dict[type[Refused], str]] = {FileRefused: NAME}
"""Where a refusal of the file is shown; one of the message is shown on top."""


def message_file(limits: Limits, form: Form, label: str) -> FileField:
    """The place for it, with what is accepted said before and what was wrong after."""
    return FileField(
        name=NAME,
        label=label,
        extensions=sorted(one.value for one in limits.types),
        max_bytes=limits.max_bytes,
        errors=[str(one) for one in form.errors.get(NAME, [])],
        required=False,
    )


def sent_with(form: Form) -> Upload | None:
    """What was chosen; None for a message of words alone."""
    file: UploadedFile[Any] | None = form.cleaned_data.get(NAME)
    return Upload(file, file.name or "tep") if file else None
