"""Who is told when papers of a dossier were lost, and when they are there again."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from motcua.casework.dossiers.notices import Act, in_language_of, send


def loss_recorded(act: Act, *, what_happened: str, asked: Sequence[str]) -> None:
    with in_language_of(act):
        lines = [
            _("We apologise. What happened: %(what)s") % {"what": what_happened},
            _("The time of your dossier goes on; the agency bears every cost."),
        ]
        if asked:
            lines.append(
                _("Please give us these again; the agency pays for it: %(papers)s")
                % {"papers": "; ".join(asked)}
            )
        else:
            lines.append(_("You need to do nothing: the agency goes on with the files that it has."))
        send(act, subject=_("The agency lost papers of your dossier"), lines=lines)


def lost_papers_replaced(act: Act) -> None:
    with in_language_of(act):
        send(
            act,
            subject=_("The papers that had been lost are there again"),
            lines=[_("Thank you. The cost is borne by the agency.")],
        )
