"""Times that the sector law gives beside the one of the result, as the dossier's version says them."""

from motcua.foundation.calendar.rules import TimeLimit
from motcua.reference.catalogue.rules import content as content_rules
from motcua.reference.catalogue.rules.content import RefusalNotice

from . import checking
from .models import Dossier


def supplement_limit(dossier: Dossier) -> TimeLimit | None:
    """The time that the sector law leaves for a supplement; None where it says nothing."""
    if checking.time_rule(dossier.version, dossier.channel) is None:
        return None
    return content_rules.time_facts(dossier.version.content, channel=dossier.channel).supplement


def return_limit(dossier: Dossier) -> TimeLimit | None:
    """The sector law's time in which a dossier not eligible yet goes back; None where it says nothing."""
    if checking.time_rule(dossier.version, dossier.channel) is None:
        return None
    return content_rules.time_facts(dossier.version.content, channel=dossier.channel).give_back


def refusal_notice(dossier: Dossier) -> RefusalNotice | None:
    """How an intended refusal is told beforehand; None where the procedure knows nothing of it."""
    if checking.time_rule(dossier.version, dossier.channel) is None:
        return None
    return content_rules.time_facts(dossier.version.content, channel=dossier.channel).refusal


def is_at_once(dossier: Dossier) -> bool:
    """Whether the procedure is settled and its result handed over while the applicant waits."""
    if checking.time_rule(dossier.version, dossier.channel) is None:
        return False
    return content_rules.time_facts(dossier.version.content, channel=dossier.channel).at_once
