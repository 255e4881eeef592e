"""The owner's papers in the data repository, and the links by which strangers see one."""

from django.urls import path, re_path

from motcua.web.portal.repository import listing, papers, renewing, shared, sharing

urlpatterns = [
    path("papers/", listing.listed, name="papers"),
    path("papers/<str:code>/", papers.page, name="paper"),
    path("papers/<str:code>/pages/<int:number>/", papers.picture, name="paper_picture"),
    path("papers/<str:code>/files/<slug:which>/", papers.file, name="paper_file"),
    re_path(r"^papers/(?P<code>[^/]+)/data\.(?P<form>json|xml)$", papers.facts, name="paper_data"),
    path("papers/<str:code>/share/", sharing.share, name="paper_share"),
    path("papers/<str:code>/shares/<str:share_code>/end/", sharing.end, name="paper_share_end"),
    path("papers/<str:code>/renew/", renewing.renew, name="paper_renew"),
    path("papers/<str:code>/correction/", papers.correction, name="paper_correction"),
    path("shared/<str:token>/", shared.landing, name="shared"),
    path("shared/<str:token>/paper/", shared.paper, name="shared_paper"),
    path("shared/<str:token>/pages/<int:number>/", shared.picture, name="shared_picture"),
    path("shared/<str:token>/files/<slug:which>/", shared.file, name="shared_file"),
]
