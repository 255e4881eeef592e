"""The four families of refusal; the web turns each into one status, once.

MotcuaError
├── Refused          the law or the state of things does not allow the act   409
├── Forbidden        this person may not do it                               403
├── Missing          no such thing, or not theirs to see                     404
└── OutsideFailure   a system we depend on did not answer                    503
"""


class MotcuaError(Exception):
    """An error with a sentence for the person who meets it; subclasses build it from facts."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(MotcuaError):
    """The law or the state of things does not allow the act."""


class Forbidden(MotcuaError):
    """This person may not do it."""


class Missing(MotcuaError):
    """No such thing, or not theirs to see: the two look the same from outside."""


class OutsideFailure(MotcuaError):
    """A system we depend on did not answer; `permanent` means that trying again will not help."""

    def __init__(self, sentence: str, *, permanent: bool = False) -> None:
        super().__init__(sentence)
        self.permanent = permanent
