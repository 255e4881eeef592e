"""The repository's addresses at the desk."""

from django.urls import path

from motcua.web.desk.repository import asks, in_hand, keeping, rulings

urlpatterns = [
    # the owner's papers, for a dossier in hand
    path("dossiers/<str:code>/owner-papers/", in_hand.listed, name="owner_papers"),
    path("dossiers/<str:code>/owner-papers/<str:paper>/", in_hand.page, name="owner_paper"),
    path(
        "dossiers/<str:code>/owner-papers/<str:paper>/pages/<int:number>/",
        in_hand.picture,
        name="owner_paper_picture",
    ),
    path(
        "dossiers/<str:code>/owner-papers/<str:paper>/files/<slug:which>/",
        in_hand.file,
        name="owner_paper_file",
    ),
    # whose papers of the agency are
    path("repository/unmatched/", keeping.unmatched, name="unmatched"),
    path("repository/unmatched/<str:code>/", keeping.one, name="unmatched_paper"),
    path("repository/papers/<str:code>/pages/<int:number>/", keeping.picture, name="kept_paper_picture"),
    # what a keeper says of a paper by hand
    path("repository/papers/", rulings.listed, name="kept_papers"),
    path("repository/papers/<str:code>/", rulings.one, name="kept_paper"),
    path("repository/papers/<str:code>/rulings/<slug:kind>/", rulings.rule, name="kept_paper_ruling"),
    # what owners ask to have corrected
    path("repository/corrections/", asks.listed, name="asked_corrections"),
    path("repository/corrections/<str:code>/", asks.one, name="asked_correction"),
    path("repository/corrections/<str:code>/<slug:answer>/", asks.answer, name="asked_correction_answer"),
]
