"""The ways that a dossier may go, as acts one after another, for the play of its mould."""

from dataclasses import dataclass

Steps = tuple["Step", ...]


@dataclass(frozen=True)
class Step:
    """An act, where the dossier stands after it (empty: at no ending), and what may follow."""

    act: str
    ending: str = ""
    then: Steps = ()


def _decide(ending: str) -> Steps:
    named = ending == "returned"
    return (
        Step("sign", "signed" if named else "", (
            Step("number", "numbered" if named else "", (Step("hand_over", ending),)),
        )),
    )  # fmt: skip


def _work(ending: str, *, waits_for_fee: bool) -> Steps:
    """From the acceptance on; the stages are named on the plain way only."""
    named = ending == "returned"
    ways = [Step("propose", "proposed" if named else "", _decide(ending))]
    if named:
        ways.append(Step("propose_refusal", "", _decide("refusal_returned")))
    assign = (Step("assign", "assigned" if named else "", tuple(ways)),)
    if not named:
        return (Step("accept", "", (Step("pay", "", assign),)),)
    accepted, paid = ("unpaid", "accepted") if waits_for_fee else ("accepted", "")
    return (Step("accept", accepted, (Step("pay", paid, assign),)),)


def play_of(*, waits_for_fee: bool) -> Steps:
    """All ways that a dossier may go."""
    answered = Step("answer", "", _work("supplement_returned", waits_for_fee=waits_for_fee))
    return (
        Step("withdraw", "withdrawn"),
        Step("refuse", "refused"),
        Step("ask", "supplement", (answered,)),
        *_work("returned", waits_for_fee=waits_for_fee),
    )
