"""What the rules of a paper say to whoever brings it."""

from django.utils.translation import gettext as _

from motcua.reference.catalogue.rules.content import Paper


def original(paper: Paper) -> list[str]:
    """What becomes of the original, if anything."""
    if paper.original_required:
        return [_("The original must also be handed in at the one-stop desk, or be sent there by post.")]
    if paper.original == "show":
        return [_("Have the original with you to be shown when you fetch the result.")]
    return []


def counts(paper: Paper) -> list[str]:
    """How many originals and copies come on paper; one file does for all of them online."""
    if paper.originals > 1 or (paper.originals and paper.copies):
        words = {"originals": paper.originals, "copies": paper.copies}
        said = _("On paper: %(originals)d originals, %(copies)d copies; online one file is enough.")
        return [said % words]
    if paper.copies > 1:
        return [_("On paper: %(copies)d copies; online one file is enough.") % {"copies": paper.copies}]
    return []
