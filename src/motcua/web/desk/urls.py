"""The officers' addresses, grouped by room; Vietnamese only, so without a language prefix."""

from django.urls import path

from motcua.web.desk import home, worklist

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    # dossiers
    path("worklist/", worklist.start, name="worklist_start"),
    path("worklist/<slug:queue>/", worklist.worklist, name="worklist"),
    path("search/", worklist.search, name="search"),
]
