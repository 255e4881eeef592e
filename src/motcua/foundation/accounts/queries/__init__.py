"""Who the viewer is, and what pages show of people, agencies and officers."""

from .agencies import (
    Letterhead,
    agency_tree,
    front_letterhead,
    identifier_of,
    letterhead,
    upload_limit_bytes,
)
from .owners import (
    MemberRow,
    Profile,
    SessionRow,
    confirmation_is_usable,
    email_change_is_usable,
    members_of,
    profile_of,
    represented,
    reset_link_is_usable,
    sessions_of,
)
from .viewers import (
    ApplicantView,
    OfficerView,
    OrganisationView,
    PostView,
    Reach,
    applicant_of,
    last_day_in_post,
    officer_of,
)

__all__ = [
    "ApplicantView",
    "Letterhead",
    "MemberRow",
    "OfficerView",
    "OrganisationView",
    "PostView",
    "Profile",
    "Reach",
    "SessionRow",
    "agency_tree",
    "applicant_of",
    "confirmation_is_usable",
    "email_change_is_usable",
    "front_letterhead",
    "identifier_of",
    "last_day_in_post",
    "letterhead",
    "members_of",
    "officer_of",
    "profile_of",
    "represented",
    "reset_link_is_usable",
    "sessions_of",
    "upload_limit_bytes",
]
