"""Coded reasons inside an act: their words where the officer wrote none, and the rows that are counted."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from motcua.casework.dossiers.enums import ReasonAct
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.errors.reasons import ReasonUnfit
from motcua.casework.dossiers.models import Dossier, Proposal, Reason, ReasonGiven
from motcua.casework.dossiers.rules import reasons as reason_rules
from motcua.reference.catalogue.rules.papers import split_place

from ._acts import Act


@dataclass(frozen=True)
class AskedDefect:
    """One thing that is missing or wrong. `kind`: paper, field or other; `slug` names the paper or field.

    `reason` is a code of the kept list: its sentence stands where the officer wrote none, and its `basis`
    comes from the list alone. `again` is why a paper is asked for that the repository holds.
    """

    kind: str
    slug: str
    sentence: str
    reason: str = ""
    basis: str = ""
    again: str = ""

    @property
    def words(self) -> str:
        """What is asked for, and why, where the repository holds it."""
        said = f" Kho đã có giấy tờ này; lý do vẫn yêu cầu: {self.again}" if self.again else ""
        return self.sentence + said

    @property
    def kept(self) -> dict[str, str]:
        """As the supplement keeps it."""
        facts = asdict(self)
        return facts if self.again else {name: facts[name] for name in facts if name != "again"}


def with_words(
    dossier: Dossier, defects: Sequence[AskedDefect], *, act: ReasonAct
) -> tuple[list[AskedDefect], dict[str, Reason]]:
    """The points that say something, with the words of their codes; at most one query. Raises ReasonUnfit."""
    codes = {one.reason for one in defects if one.reason}
    known = _known(dossier, codes, act) if codes else {}
    worded = [_worded(one, known, act) if one.reason else replace(one, basis="") for one in defects]
    return [one for one in worded if one.sentence.strip()], known


def _known(dossier: Dossier, codes: set[str], act: ReasonAct) -> dict[str, Reason]:
    fitting = Reason.objects.valid().fitting(act=act, procedure_id=dossier.publication.procedure_id)
    return {one.code: one for one in fitting.filter(code__in=codes)}


def _worded(one: AskedDefect, known: dict[str, Reason], act: ReasonAct) -> AskedDefect:
    reason = known.get(one.reason)
    if reason is None or not reason_rules.fits(act=reason.act, about=reason.about, kind=one.kind, wanted=act):
        raise ReasonUnfit(one.reason)
    return replace(one, sentence=one.sentence.strip() or reason.sentence, basis=reason.basis)


def of_refusal(
    dossier: Dossier, *, reason: str, basis: str, coded: str
) -> tuple[AskedDefect, dict[str, Reason]]:
    """Why a dossier is refused; what the officer wrote goes before the words of the code.

    Raises: ReasonMissing, ReasonUnfit.
    """
    point = AskedDefect(kind="other", slug="", sentence=reason, reason=coded)
    points, known = with_words(dossier, [point], act=ReasonAct.REFUSAL)
    why = replace(points[0], basis=basis.strip() or points[0].basis) if points else point
    if not why.sentence.strip() or not why.basis.strip():
        raise ReasonMissing()
    return why, known


def keep(act: Act, points: Sequence[AskedDefect], known: dict[str, Reason], *, officer_id: int) -> list[str]:
    """Keep which coded reasons were given where, without the officer's words; their codes."""
    coded = [one for one in points if one.reason]
    ReasonGiven.objects.bulk_create(
        ReasonGiven(
            dossier=act.dossier,
            reason=known[one.reason],
            kind=one.kind,
            slug=split_place(one.slug)[0],
            given_at=act.at,
            given_by_id=officer_id,
        )
        for one in coded
    )
    return sorted({one.reason for one in coded})


def worded_refusal(dossier: Dossier, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a refusal as a result says, with the words of its code. Raises ReasonUnfit."""
    coded = str(data.get("coded", ""))
    if not coded:
        return dict(data)
    known = _known(dossier, {coded}, ReasonAct.REFUSAL)
    point = _worded(AskedDefect("other", "", str(data.get("reason", "")), coded), known, ReasonAct.REFUSAL)
    return {**data, "reason": point.sentence, "basis": data.get("basis") or point.basis}


def keep_refusal(act: Act, proposal: Proposal) -> None:
    """Count the code of a signed refusal, as given by whoever proposed it."""
    reason = Reason.objects.filter(code=proposal.data.get("coded", "")).first()
    if reason is not None:
        point = AskedDefect("other", "", "", reason.code)
        keep(act, [point], {reason.code: reason}, officer_id=proposal.proposed_by_id)
