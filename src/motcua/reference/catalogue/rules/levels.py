"""Levels of online service: what each means in plain words.

Law: ND-43-2011/3.4, ND-42-2022/11, ND-224-2026/14.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

VALUES = {
    "ND43": ("1", "2", "3", "4"),
    "ND42": ("thong_tin", "mot_phan", "toan_trinh"),
    "ND224": ("mot_phan", "toan_trinh"),
}


@dataclass(frozen=True)
class LevelWords:
    """`label` is the term of the law; `words` say what a person can do; `meaning` says it at length."""

    label: str
    words: str
    meaning: str


def is_level(scheme: str, value: str) -> bool:
    return value in VALUES.get(scheme, ())


def level_words(scheme: str, value: str) -> LevelWords:
    """The level in the reader's language. Raises KeyError for a level that the scheme does not have."""
    whole = _("File and receive the result wholly online")
    partly = _("File online; part of it is done at the counter or by post")
    informed = _("Read and download online; file at the counter or by post")
    return {
        ("ND43", "1"): LevelWords(
            _("Level 1"),
            _("Read online; file at the counter or by post"),
            _("This page tells all about it. The dossier is filed at the counter or by post."),
        ),
        ("ND43", "2"): LevelWords(
            _("Level 2"),
            informed,
            _("Forms can be downloaded. The finished dossier is brought to the counter or sent by post."),
        ),
        ("ND43", "3"): LevelWords(
            _("Level 3"),
            _("File online; pay and receive the result at the counter or by post"),
            _("Forms are filled in and sent online. Fee and result are handled at the counter or by post."),
        ),
        ("ND43", "4"): LevelWords(
            _("Level 4"),
            whole,
            _("Forms, papers and fee (if any) go online. The result comes online, in person or by post."),
        ),
        ("ND42", "thong_tin"): LevelWords(
            _("Information online"), informed, _("The service gives information online and nothing more.")
        ),
        ("ND42", "mot_phan"): LevelWords(
            _("Partly online"), partly, _("Some steps need the applicant in person or a check in the field.")
        ),
        ("ND42", "toan_trinh"): LevelWords(
            _("Wholly online"), whole, _("Every step is done online; the result comes online or by post.")
        ),
        ("ND224", "mot_phan"): LevelWords(
            _("Partly online"), partly, _("The authority has published why some steps cannot be done online.")
        ),
        ("ND224", "toan_trinh"): LevelWords(
            _("Wholly online"), whole, _("Every step is done online; the result comes online or by post.")
        ),
    }[scheme, value]
