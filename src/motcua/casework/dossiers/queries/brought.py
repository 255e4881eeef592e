"""What came on paper, in words for the desk."""

from motcua.casework.dossiers.models import BroughtPaper, Dossier


def on_paper(dossier: Dossier) -> dict[str, str]:
    """By the slug of the paper: how many originals and copies came under its procedure; one query."""
    counted: dict[str, list[int]] = {}
    for one in BroughtPaper.objects.filter(filing__dossier=dossier, filing__round__gte=dossier.first_round):
        kinds = (one.originals, one.certified_copies, one.plain_copies)
        counted[one.slug] = [sum(pair) for pair in zip(counted.get(one.slug, [0, 0, 0]), kinds, strict=True)]
    return {slug: _words(*kinds) for slug, kinds in counted.items()}


def _words(originals: int, certified: int, plain: int) -> str:
    said = [(originals, "bản chính"), (certified, "bản chứng thực"), (plain, "bản chụp")]
    return ", ".join(f"{count} {kind}" for count, kind in said if count)
