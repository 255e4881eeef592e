"""Who is told when something is wrong with a single paper."""

from django.utils.translation import gettext as _

from motcua.casework.dossiers.notices import Act, in_language_of, send


def paper_blocked(act: Act) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("A paper of your dossier holds malware"),
            lines=[
                _("It was blocked: nobody can open it. The page of the dossier shows which one it is."),
                _("Check your computer. The agency asks for a clean file if it needs the paper."),
            ],
        )
